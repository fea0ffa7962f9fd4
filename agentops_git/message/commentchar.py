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
    char = "auto" if char.lower() == "auto" else char
    string = config.get("core.commentstring") or char
    if string == char != "auto":
        return char
    known = [*CANDIDATES] if char == "auto" else [char]
    witness = _witness(text, [string, *known])
    return witness or (_unused(text) if string == "auto" else string)


def _witness(text: str, comments: list[str]) -> str | None:
    """Tell which of these git's hints begin with: the last lines, else the last scissors line."""
    hinted = (comment for comment in comments if _ends_in_hints(text, comment))
    cuts = [(f"\n{text}".rfind(f"\n{comment} {SCISSORS}\n"), comment) for comment in comments]
    at, last = max(cuts)
    return next(hinted, last if at >= 0 else None)


def _ends_in_hints(text: str, comment: str) -> bool:
    lines = [f"{line} " for line in text.rstrip(BLANKS).rsplit("\n", 2)[-2:]]
    marks = (f"{comment} ", f"{comment}\t")
    return len(lines) == 2 and all(line.startswith(marks) for line in lines)


def _unused(text: str) -> str:
    """Choose as git does: the first candidate that begins no line."""
    taken = {line[:1] for line in text.replace("\r", "\n").split("\n")}
    return next((char for char in CANDIDATES if char not in taken), "#")
