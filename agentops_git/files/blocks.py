"""Marked blocks: generated parts of a file that people edit (docs/patterns.md).

A block stands between the lines ``<!-- agentops:begin NAME -->`` and
``<!-- agentops:end NAME -->``. What stands outside belongs to people.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_MARK = re.compile(r"^<!-- agentops:(begin|end) ([a-z][a-z0-9-]*) -->[ \t]*\r?$", re.M)


class Marked(NamedTuple):
    """One block: the offsets of its content, without the marker lines."""

    name: str
    start: int
    end: int


class BlockError(ValueError):
    """The markers do not pair up; ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


def find_blocks(text: str) -> tuple[Marked, ...]:
    """The blocks of a text in order; BlockError where the markers do not pair up."""
    found: list[Marked] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark[1] == "begin":
            _expect(opened is None, text, mark, "begins inside another block")
            _expect(all(mark[2] != block.name for block in found), text, mark, "stands twice")
            opened = mark
        else:
            _expect(opened is not None and opened[2] == mark[2], text, mark, "ends without a begin")
            start = opened.end() + 1 if opened else 0
            found.append(Marked(mark[2], min(start, mark.start()), mark.start()))
            opened = None
    if opened:
        _expect(False, text, opened, "has no end")
    return tuple(found)


def _expect(fine: bool, text: str, mark: re.Match[str], reason: str) -> None:
    if not fine:
        line = text.count("\n", 0, mark.start()) + 1
        raise BlockError(line, f"the generated part {mark[2]!r} {reason}")


def block(name: str, content: str) -> str:
    """A new block, ready to stand in a file; ``content`` ends with a newline or is empty."""
    return f"<!-- agentops:begin {name} -->\n{content}<!-- agentops:end {name} -->\n"


def fill_blocks(text: str, contents: Mapping[str, str]) -> str:
    """Put new content into the blocks of those names and keep everything else byte for byte.

    A block that people took out stays out. The text's own line ends are used.
    """
    crlf = "\r\n" in text[: text.find("\n") + 1]
    out, last = [], 0
    for marked in find_blocks(text):
        if marked.name in contents:
            new = contents[marked.name]
            out += [text[last : marked.start], new.replace("\n", "\r\n") if crlf else new]
            last = marked.end
    return "".join([*out, text[last:]])
