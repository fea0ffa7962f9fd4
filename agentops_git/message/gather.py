"""The gathering of a message's records into its last block, line by line."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.message.dialects import KNOWN, reads_as
from agentops_git.message.keys import CANONICAL
from agentops_git.message.labels import gits_own_end, value_end
from agentops_git.message.lines import BLANKS
from agentops_git.message.recover import KEYED, block_lines, unseen_labels
from agentops_git.message.trailers import find_block

INDENT = "  "
_ROUNDS = 9

_PROSE_KEY = re.compile(r"(?:\d+|note|https?|ftp|ssh|git|file)[ \t]*:", re.I)


class Line(NamedTuple):
    """One line of a repaired message; ``source`` is its number before, -1 where it has moved."""

    source: int
    text: str


Item = list[Line]


def gathered(text: str, comment: str) -> list[Line] | None:
    """The lines of the repaired message; None where nothing is to be done.

    What moves may uncover a label (it ended a diff, say): it is gathered in the next round.
    """
    lines = _gathered_once(text, comment)
    for _ in range(_ROUNDS):
        after = lines and _gathered_once("\n".join([line.text for line in lines]), comment)
        if not lines or not after:
            break
        lines = [line._replace(source=_source(lines, line)) for line in after]
    return lines


def _source(before: Sequence[Line], line: Line) -> int:
    return before[line.source].source if line.source >= 0 else -1


def _gathered_once(text: str, comment: str) -> list[Line] | None:
    if "\0" in text:  # git reads no further
        return None
    lines = text.split("\n")
    block = block_lines(text, find_block(text, comment))
    parts = _with_gits_own(lines, _movable(lines, block))
    block = _without_prose(lines, block)
    moved = [_folded(lines, part, moved=True) for part in parts]
    stays = [_folded(lines, part, moved=False) for part in _block_parts(lines, block)]
    items = list(_distinct(_together(moved, stays)))
    last = [line for item in items for line in item]
    if not moved and [line.text for line in last] == [*lines[block.start : block.stop]]:
        return None
    taken = frozenset(at for part in parts for at in part)
    if _is_block(last):
        return _assembled(lines, block, taken, [], last)
    # Too much prose among its trailers: git would no longer take it for a block.
    prose = [line for item in items if not _is_block(item) for line in item]
    last = [line for item in items if _is_block(item) for line in item]
    return _assembled(lines, block, taken, prose, last)


def _is_block(last: list[Line]) -> bool:
    """Whether git sees a block in these lines."""
    text = "\n".join(["title", "", *[line.text for line in last], ""])
    return bool(find_block(text).trailers)


def _movable(lines: Sequence[str], block: range) -> list[range]:
    return [
        range(label.start, label.stop)
        for label, squashed in unseen_labels(lines, block)
        if label.form == "line" and not squashed
    ]


def _with_gits_own(lines: Sequence[str], parts: list[range]) -> list[range]:
    """Add git's own trailers (``Signed-off-by:``) that stand in one paragraph with ours."""
    ours = {part.start: part for part in parts}
    found: list[range] = []
    for paragraph in _paragraphs(lines, parts):
        at = paragraph.start
        while at < paragraph.stop:
            part = ours.get(at) or range(at, gits_own_end(lines, at, paragraph.stop))
            if part:
                found.append(part)
            at = max(part.stop, at + 1)
    return found


def _paragraphs(lines: Sequence[str], parts: list[range]) -> Iterator[range]:
    """The paragraphs that hold ``parts``, each once; a title is not looked into."""
    stop = 0
    for part in parts:
        if part.start < stop:
            continue
        start, stop = part.start, part.stop
        while start > 1 and lines[start - 1].strip():
            start -= 1
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        yield range(start, stop)


def _without_prose(lines: Sequence[str], block: range) -> range:
    """No block where git takes prose for one: ``Note: …``, ``https://…``, ``12:30 …``."""
    keyed = [lines[at] for at in block if KEYED.match(lines[at])]
    prose = keyed and all(map(_PROSE_KEY.match, keyed))
    return range(block.stop, block.stop) if prose else block


def _block_parts(lines: Sequence[str], block: range) -> Iterator[range]:
    """The lines of git's block, value by value, with what an unindented value lost."""
    at = block.start
    while at < block.stop:
        stop = _value_end(lines, at, block.stop)
        yield range(at, stop)
        at = stop


def _value_end(lines: Sequence[str], at: int, end: int) -> int:
    match = KEYED.match(lines[at])
    key = match[0].rstrip(": \t") if match else ""
    stop = value_end(lines, at + 1, end, key) if key.lower() in KNOWN else at + 1
    for line in range(at + 1, stop):
        if KEYED.match(lines[line]):
            return line
    while match and stop < end and lines[stop][:1] in " \t":
        stop += 1
    return stop


def _folded(lines: Sequence[str], part: range, moved: bool) -> Item:
    """One value, its further lines set in; as they were where they all are already."""
    further = [lines[at] for at in part[1:]]
    indent = "" if all(line[:1] in " \t" for line in further) else INDENT
    texts = [lines[part.start], *[indent + line for line in further]]
    return [Line(-1 if moved else at, text) for at, text in zip(part, texts, strict=True)]


def _together(moved: list[Item], stays: list[Item]) -> list[Item]:
    """What moves stands first, as it did; but behind a block that begins with no trailer."""
    behind = bool(stays) and not KEYED.match(stays[0][0].text)
    return [*stays, *moved] if behind else [*moved, *stays]


def _distinct(items: list[Item]) -> Iterator[Item]:
    """Drop what says again exactly what a key of ours said before."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key, _, value = " ".join([line.text.strip() for line in item]).partition(":")
        said = (key.strip().lower(), value.strip())
        if said not in seen or said[0] not in CANONICAL or reads_as(*said) is None:
            yield item
        seen.add(said)


def _assembled(
    lines: Sequence[str], block: range, taken: frozenset[int], prose: list[Line], last: list[Line]
) -> list[Line]:
    blank = Line(-1, "\r" if lines[0].endswith("\r") else "")
    body = list(_left(lines, range(block.start), taken, blank))
    between: list[Line] = []
    while body and not body[-1].text.strip(BLANKS):
        between.insert(0, body.pop())
    apart = [*(between or [blank]), *prose] if prose else []
    tail = [Line(at, lines[at]) for at in range(block.stop, len(lines))]
    return [*body, *apart, *([blank] if apart else between or [blank]), *last, *tail]


def _left(lines: Sequence[str], part: range, taken: frozenset[int], blank: Line) -> Iterator[Line]:
    """What stays of the body: where lines have gone, neither two blanks meet nor two texts."""
    gone, above = False, ""
    for at in part:
        line = lines[at]
        if at in taken:
            gone = True
            continue
        if gone and bool(line.strip(BLANKS)) == bool(above.strip(BLANKS)):
            if not line.strip(BLANKS):
                continue
            yield blank
        yield Line(at, line)
        gone, above = False, line
