"""Reading a message: git's view of it, and the tolerant one."""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from agentops_git.message.dialects import KNOWN, OTHER, OURS, SEED, in_dialects, reads_as
from agentops_git.message.labels import CANDIDATE, Label, find_labels
from agentops_git.message.model import Entry, Grade, Record, Trailer
from agentops_git.message.squash import Unsquashed, unsquash
from agentops_git.message.subject import parse_subject
from agentops_git.message.trailers import Block, find_block, parse

KEYED = re.compile(r"[A-Za-z0-9-]+[ \t]*:")


def read(message: str, comment: str = "#") -> Record:
    """Read a message as git stores it; labels that git does not see are read and graded."""
    trailers = parse(message, comment)
    plain = _plain_block_start(message, trailers)
    if plain >= 0 and not may_hold_labels(message, plain):
        first = message.count("\n", 0, plain) + 1
        entries = _seen(trailers, range(first, first + len(trailers)))
        return _record(message, plain, trailers, entries)
    block = find_block(message, comment)
    entries = _seen(trailers, _trailer_lines(message, block)) + _unseen(message, block)
    entries.sort(key=attrgetter("line"))
    return _record(message, block.start, trailers, entries)


def read_note(text: str) -> tuple[Entry, ...]:
    """Read a plain text note: every label line of it, grade ``noted``."""
    lines = text.split("\n")
    labels = find_labels(lines, 0, len(lines))
    return tuple(in_dialects([entry for label in labels for entry in _entries(label, "noted")]))


def may_hold_labels(message: str, end: int) -> bool:
    """Whether anything before ``end`` looks like a label of ours or of a dialect."""
    return any(
        (key := match[1].lower()) in KNOWN or key.removesuffix("s") in KNOWN
        for match in CANDIDATE.finditer(message, 0, end)
    )


def title_end(lines: Sequence[str]) -> int:
    """How many lines the title has, which is the first paragraph."""
    return next((at for at, line in enumerate(lines) if not line.strip()), len(lines))


def unseen_labels(lines: Sequence[str], block: range) -> Iterator[tuple[Label, bool]]:
    """The labels outside git's block, each with whether it stands in a squash body."""
    view: Unsquashed = unsquash(lines, title_end(lines))
    for label in find_labels(view.lines, 1, block.stop):
        if label.start not in block or label.form != "line":
            yield label, view.holds(label.start)


def block_lines(message: str, block: Block) -> range:
    """The numbers of the block's lines, from 0; where git would put a block, none."""
    first = message.count("\n", 0, block.start)
    if block.start and message[block.start - 1] != "\n":
        first += 1
    return range(first, first + len(block.lines))


def _plain_block_start(message: str, trailers: tuple[Trailer, ...]) -> int:
    """Where the last paragraph begins if it is git's block beyond doubt, as it mostly is; or -1."""
    end = len(message.rstrip("\n"))
    if not trailers:
        return end
    start = message.rfind("\n\n", 0, end) + 2
    return start if start > 1 and message.count("\n", start, end) + 1 == len(trailers) else -1


def _trailer_lines(message: str, block: Block) -> list[int]:
    """The numbers, from 1, of the lines that begin a trailer."""
    first = message.count("\n", 0, block.start) + 1
    return [first + at for at, line in enumerate(block.lines) if KEYED.match(line)]


def _seen(trailers: tuple[Trailer, ...], numbers: Sequence[int]) -> list[Entry]:
    return in_dialects(list(map(_trailer_entry, trailers, numbers)))


def _trailer_entry(trailer: Trailer, line: int) -> Entry:
    ours = reads_as(trailer.key, trailer.value)
    if ours is None:
        return Entry(trailer.key, trailer.value, "trailer", OTHER, False, line)
    return Entry(ours[0], ours[1], "trailer", ours[2], True, line)


def _unseen(message: str, block: Block) -> list[Entry]:
    found = unseen_labels(message.split("\n"), block_lines(message, block))
    entries: list[Entry] = []
    for label, squashed in found:
        entries += _entries(label, "squashed" if squashed else "recovered")
    return in_dialects(entries)


def _entries(label: Label, grade: Grade) -> Iterator[Entry]:
    for value in label.values:
        if ours := reads_as(label.key, value):
            key, text, dialect = ours
            if label.form != "line" and dialect == OURS:
                dialect = SEED
            movable = grade == "recovered" and label.form == "line"
            yield Entry(key, text, grade, dialect, movable, label.start + 1)


def _record(
    message: str, start: int, trailers: tuple[Trailer, ...], entries: Sequence[Entry]
) -> Record:
    _, _, body = message[:start].lstrip("\n").partition("\n\n")
    return Record(parse_subject(message), body.strip("\n"), trailers, tuple(entries))
