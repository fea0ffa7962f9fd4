"""Which string begins a comment line in a commit message file."""

from collections.abc import Mapping

from agentops_git.message.lines import BLANKS, SCISSORS

CANDIDATES = "#;@!$%^&|:"
"""What ``core.commentChar=auto`` chooses from, in this order."""


def comment_of(config: Mapping[str, str], text: str) -> str:
    """Tell the comment string of a message file from the configuration and the file itself.

    ``config`` has lower-case names. git before 2.45 does not know ``core.commentString``,
    and ``auto`` is settled before the editor starts; in both cases the comment lines that
    git wrote into the file are the witness.
    """
    char = config.get("core.commentchar") or "#"
    string = config.get("core.commentstring")
    if string and string != "auto":
        return (
            char if char != "auto" and _wrote(char, text) and not _wrote(string, text) else string
        )
    if "auto" not in (string, char.lower()):
        return char
    return _chosen(text)


def _chosen(text: str) -> str:
    written = (char for char in CANDIDATES if _wrote(char, text))
    unused = (char for char in CANDIDATES if not _begins_a_line(char, text))
    return next(written, next(unused, "#"))


def _begins_a_line(char: str, text: str) -> bool:
    return text.startswith(char) or f"\n{char}" in text or f"\r{char}" in text


def _wrote(comment: str, text: str) -> bool:
    """Whether git's hints are there: a scissors line, or two comment lines and more at the end."""
    if f"\n{comment} {SCISSORS}\n" in f"\n{text}":
        return True
    lines = text.rstrip(BLANKS).rsplit("\n", 2)[-2:]
    return len(lines) == 2 and all(
        f"{line} ".startswith((f"{comment} ", f"{comment}\t")) for line in lines
    )
