"""Conflict markers: half a merge."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.kinds import is_prose
from agentops_git.rules.contents.model import Hit, mark_of

_MARKS = re.compile(rb"(?m)^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?|`{3,}.*|~{3,}.*)\r?$")
_FENCES = (b"`", b"~")


def find_conflicts(path: str, data: bytes) -> Iterator[Hit]:
    """G012: the three marks of a conflict, one after the other; a document may quote them."""
    if b"<<<<<<<" not in data or b">>>>>>>" not in data:
        return
    opened: re.Match[bytes] | None = None
    parted = fenced = False
    for mark in _MARKS.finditer(data):
        sign = mark[0][:1]
        if sign in _FENCES:
            fenced = is_prose(path) and not fenced
        elif fenced:
            continue
        elif sign == b"<":
            opened, parted = mark, False
        elif sign == b"=":
            parted = True
        elif opened and parted:
            line = data.count(b"\n", 0, opened.start()) + 1
            said = "a conflict that was not resolved begins here"
            yield Hit("G012", line, said, mark_of(data[opened.start() : mark.end()]), _NEXT)
            opened = None


_NEXT = "keep one side of the conflict, and take its three marks out"
