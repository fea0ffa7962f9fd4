"""The message that git will store, out of the file that a hook is given."""

import codecs
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from agentops_git.message.commentchar import comment_of
from agentops_git.message.lines import BLANKS, SCISSORS, scissors_at

Mode = Literal["strip", "whitespace", "scissors", "verbatim"]
MODES: tuple[Mode, ...] = get_args(Mode)

_TRUE = ("true", "yes", "on", "")
_BLANK_RUN = re.compile(r"\n{3,}")
_NONCHARACTER = (
    "[\ufdd0-\ufdef" + "".join(chr(16**4 * n - 2 + k) for n in range(1, 18) for k in (0, 1)) + "]"
)
_NO_TEXT_ENCODINGS = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"}


class Cleanup(NamedTuple):
    """What git does to a message file: its mode, its comment string, whether it cuts at scissors.

    ``cut`` is ``git commit --verbose``; the mode ``scissors`` cuts in any case.
    """

    mode: Mode = "whitespace"
    comment: str = "#"
    cut: bool = False


def cleanup_from(config: Mapping[str, str], editor_ran: bool, text: str) -> Cleanup:
    """Tell how git will clean a message file.

    ``config`` is git's configuration by lower-case name. ``editor_ran`` is false where git
    set ``GIT_EDITOR=:`` for the hook. What stands on the command line alone (``--cleanup``,
    and ``--verbose`` without an editor) no hook can see.
    """
    comment = comment_of(config, text)
    cut = _is_true(config.get("commit.verbose")) or (editor_ran and _shows_diff(text, comment))
    return Cleanup(_mode(config.get("commit.cleanup", "default"), editor_ran), comment, cut)


def _mode(name: str, editor_ran: bool) -> Mode:
    if name == "scissors" and not editor_ran:
        return "whitespace"
    known = [mode for mode in MODES if mode == name]
    return known[0] if known else "strip" if editor_ran else "whitespace"


def _is_true(value: str | None) -> bool:
    return value is not None and (
        value.lower() in _TRUE or value.strip("0123456789") == "" != value.strip("0")
    )


def _shows_diff(text: str, comment: str) -> bool:
    """Whether git put a diff under a scissors line: its two lines of hints, or none, above it."""
    parts = f"\n{text}".split(f"\n{comment} {SCISSORS}\n")
    return any(_is_diff(part.split("\n"), comment) for part in parts[1:])


def _is_diff(lines: list[str], comment: str) -> bool:
    hints = next((at for at, line in enumerate(lines) if not line.startswith(comment)), 0)
    if lines[hints:] == [""]:
        return hints == 2
    return lines[hints].startswith(("diff --", "Submodule "))


def clean(text: str, cleanup: Cleanup) -> str:
    """Give the message that git will store; empty where git would refuse to commit.

    One step is left out: git stores bytes that are not UTF-8 as if they were Latin-1.
    """
    if cleanup.cut or cleanup.mode == "scissors":
        text = text[: scissors_at(text, cleanup.comment)]
    if cleanup.mode == "verbatim":
        return text
    lines = text.split("\n")
    if cleanup.mode == "strip":
        lines = [line for line in lines if not line.startswith(cleanup.comment)]
    body = "\n".join([line.rstrip(BLANKS) for line in lines]).strip("\n")
    return _BLANK_RUN.sub("\n\n", body) + "\n" if body else ""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, bool]:
    """Give the text of a message and whether it is valid in its encoding.

    ``encoding`` is ``i18n.commitEncoding`` or the commit's ``encoding`` header; None, and
    a name that nobody knows, is UTF-8. As for git, Unicode's noncharacters are not valid
    in UTF-8. Bytes that are none of it become lone surrogates,
    which ``encode`` turns back.
    """
    codec = _codec(encoding)
    try:
        text = data.decode(codec)
        return text, codec != "utf-8" or text.isascii() or not re.search(_NONCHARACTER, text)
    except UnicodeDecodeError:
        return data.decode(codec, "surrogateescape"), False


def encode(text: str, encoding: str | None = None) -> bytes:
    """Give the bytes of a message; UnicodeEncodeError where the encoding lacks a character."""
    return text.encode(_codec(encoding), "surrogateescape")


def _codec(encoding: str | None) -> str:
    if encoding is None:
        return "utf-8"
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if name.replace("-", "_") in _NO_TEXT_ENCODINGS else name
