"""Trailers exactly as ``git interpret-trailers --parse --no-divider`` sees them.

That is git's default trailer configuration: no aliases, ``:`` as the only separator.
A usual message is served by the first half of this file alone, with no loop over its
lines; the rest follows git's rules line by line. Every step is linear in the message.
"""

import re
from typing import NamedTuple

from agentops_git.message.lines import BLANKS, SCISSORS, scissors_at
from agentops_git.message.model import Trailer

_KEY = r"[A-Za-z0-9-]++[ \t]*+:"
_KEYED = re.compile(_KEY)
_PLAIN_BLOCK = re.compile(rf"(?:{_KEY}[^\n]*+\n?+)++")
_PLAIN_LINE = re.compile(r"([A-Za-z0-9-]+)[ \t]*:([^\n]*)")
_PROSE = re.compile(rf"(?:\A|\n)(?![ \t\r\n]|\Z|{_KEY})")
_BLANK_LINE = re.compile(r"(?:\A|\n)[ \t\r]*+(?=\n)")
_FOLD = re.compile(r"\n[ \t\r\n]*+")
_RECOGNISED = ("Signed-off-by: ", "(cherry picked from commit ")


class Block(NamedTuple):
    """The last block of trailers: ``text[start:end]``, its trailers, its lines as written.

    Where there is none, ``start == end`` is the offset at which git would put one.
    """

    start: int
    end: int
    trailers: tuple[Trailer, ...] = ()
    lines: tuple[str, ...] = ()


def parse(text: str, comment: str = "#") -> tuple[Trailer, ...]:
    """Give the trailers of a message in order, values unfolded and trimmed."""
    return find_block(text, comment).trailers


def find_block(text: str, comment: str = "#") -> Block:
    """Find the block of trailers that ends a message; ``comment`` begins a comment line."""
    return _plain_block(text, comment) or _any_block(text, comment)


def _any_block(text: str, comment: str) -> Block:
    text = text.partition("\0")[0]
    end = _before_ignored(text, scissors_at(text, comment), comment)
    start = _start_of_paragraph(text, end, comment)
    if start < 0 or _is_prose(paragraph := text[start:end], comment):
        return Block(end, end)
    lines = paragraph.removesuffix("\n").split("\n")
    if not _is_block(lines, comment):
        return Block(end, end)
    return Block(start, end, _trailers(lines, comment), tuple(lines))


def _plain_block(text: str, comment: str) -> Block | None:
    """Give the last paragraph where every line of it is a whole trailer, and nothing is odd."""
    end = len(text.rstrip("\n"))
    start = text.rfind("\n\n", 0, end) + 2
    if start < 2 or _KEYED.match(comment + ":"):
        return None
    block = text[start:end]
    odd = not _PLAIN_BLOCK.fullmatch(block) or "Conflicts:" in block
    if odd or SCISSORS in text or "\0" in text:
        return None
    pairs = _PLAIN_LINE.findall(block)
    trailers = tuple([Trailer(key, value.strip(BLANKS)) for key, value in pairs])
    return Block(start, min(end + 1, len(text)), trailers, tuple(block.split("\n")))


def _before_ignored(text: str, end: int, comment: str) -> int:
    """Drop the comments, the blank lines and the old list of conflicts at the end."""
    first = end = min(end, len(text[:end].rstrip("\n")) + 1)
    while first and _ignorable(_line(text, at := _bol(text, first), first), comment):
        first = at
    ignored_from, in_conflicts, at = -1, False, first
    while at < end:
        line = _line(text, at, end)
        in_conflicts = in_conflicts or line == "Conflicts:\n"
        if line[0] == "\t" and not in_conflicts:
            ignored_from = -1
        elif ignored_from < 0:
            ignored_from = at
        at += len(line)
    return end if ignored_from < 0 else ignored_from


def _ignorable(line: str, comment: str) -> bool:
    return line in ("\n", "Conflicts:\n") or line[0] == "\t" or line.startswith(comment)


def _bol(text: str, end: int) -> int:
    """Where the line begins that ends at ``end`` (with its newline, if it has one)."""
    return text.rfind("\n", 0, end - 1) + 1


def _line(text: str, at: int, end: int) -> str:
    stop = text.find("\n", at, end)
    return text[at : end if stop < 0 else stop + 1]


def _start_of_paragraph(text: str, end: int, comment: str) -> int:
    """Where the last paragraph begins; -1 where no blank line stands before it: it is the title."""
    content = end
    while content:
        bol = _bol(text, content)
        if text[bol:content].strip(BLANKS) and not text.startswith(comment, bol):
            break
        content = bol
    start = -1
    for blank in _BLANK_LINE.finditer(text, max(text.rfind("\n\n", 0, content), 0), content):
        start = blank.end() + 1
    return start


def _is_prose(paragraph: str, comment: str) -> bool:
    """Whether a line that is no trailer stands here, and none of git's own to make up for it."""
    if any(word in paragraph for word in _RECOGNISED):
        return False
    lines = (found.end() for found in _PROSE.finditer(paragraph))
    return any(not paragraph.startswith(comment, at) for at in lines)


def _is_block(lines: list[str], comment: str) -> bool:
    """All lines are trailers; or one is git's own, and at least a quarter are trailers."""
    trailers = others = 0
    recognised = foldable = False
    for line in lines[: _content(lines, comment)]:
        if line.startswith(comment):
            foldable = False
        elif line.startswith(_RECOGNISED):
            recognised = foldable = True
            trailers += 1
        elif line[:1].strip(BLANKS):
            foldable = _KEYED.match(line) is not None
            trailers += foldable
            others += not foldable
        elif not foldable:
            others += 1
    return bool(trailers) and (not others or (recognised and trailers * 3 >= others))


def _content(lines: list[str], comment: str) -> int:
    """How many lines there are without the blank lines and comments at the end."""
    count = len(lines)
    while count and (lines[count - 1].startswith(comment) or not lines[count - 1].strip(BLANKS)):
        count -= 1
    return count


def _trailers(lines: list[str], comment: str) -> tuple[Trailer, ...]:
    found: list[list[str]] = []
    foldable = False
    for line in lines:
        if not line[:1].strip(BLANKS):
            if foldable:
                found[-1].append(line)
            continue
        foldable = not line.startswith(comment) and _KEYED.match(line) is not None
        if foldable:
            found.append([line])
    return tuple(_trailer("\n".join(parts)) for parts in found)


def _trailer(text: str) -> Trailer:
    key, _, value = text.partition(":")
    return Trailer(key.rstrip(" \t"), _FOLD.sub(" ", value).strip(BLANKS))
