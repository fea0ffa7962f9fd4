"""Conflict markers: half a merge."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.kinds import is_prose
from agentops_git.rules.contents.model import Hit, mark_of

_MARKS = re.compile(rb"(?m)^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?|`{3,}.*|~{3,}.*|-{4,}|\.{4,})\r?$")
_FENCES = (b"`", b"~")
_LISTINGS = (b"-", b".")


def find_conflicts(path: str, data: bytes) -> Iterator[Hit]:
    """G012: the three marks of a conflict, one after the other; a document may quote them."""
    if b"<<<<<<<" not in data or b">>>>>>>" not in data:
        return
    opened: re.Match[bytes] | None = None
    parted, fence = False, b""
    line, counted = 1, 0
    for mark in _MARKS.finditer(data):
        sign = mark[0][:1]
        if sign in _FENCES or sign in _LISTINGS:
            fence = _fence(path, mark, fence)
        elif fence:
            continue
        elif sign == b"<":
            opened, parted = mark, False
        elif sign == b"=":
            parted = True
        elif opened and parted:
            line += data.count(b"\n", counted, opened.start())
            counted = opened.start()
            said = "a conflict that was not resolved begins here"
            yield Hit("G012", line, said, mark_of(data[opened.start() : mark.end()]), _NEXT)
            opened = None


def _fence(path: str, mark: re.Match[bytes], fence: bytes) -> bytes:
    """The line that opened the listing in which the next line stands; empty where none is open."""
    line = mark[0].rstrip()
    listing = line[:1] in _LISTINGS
    if fence:
        closed = line == fence if listing else line[:1] == fence[:1]
        return b"" if closed else fence
    if listing:
        return line if path.endswith((".adoc", ".asciidoc")) and _stands_alone(mark) else b""
    return line if is_prose(path) else b""


def _stands_alone(mark: re.Match[bytes]) -> bool:
    """Whether a line of AsciiDoc opens a listing, and is not drawn under a heading."""
    end = max(0, mark.start() - 1)
    above = mark.string[mark.string.rfind(b"\n", 0, end) + 1 : end].strip()
    return above[:1] in (b"", b"+", b"[", b".")


_NEXT = "keep one side of the conflict, and take its three marks out"
