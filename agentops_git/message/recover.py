"""What git does not see of a message: its labels elsewhere, and where they stand."""

import re
from collections.abc import Iterator, Sequence

from agentops_git.message.dialects import OURS, SEED, in_dialects, reads_as
from agentops_git.message.keys import CANONICAL, REPEATABLE
from agentops_git.message.labels import Label, find_labels
from agentops_git.message.lines import BLANKS
from agentops_git.message.model import Entry, Grade
from agentops_git.message.squash import unsquash
from agentops_git.message.trailers import Block

SINGLE = frozenset(CANONICAL.values()) - REPEATABLE
KEYED = re.compile(r"[A-Za-z0-9-]+[ \t]*:")


def unseen(message: str, block: Block) -> list[Entry]:
    """The entries of a message that its last block does not hold, recovered or squashed."""
    entries: list[Entry] = []
    for label, squashed in unseen_labels(message.split("\n"), block_lines(message, block)):
        entries += _entries(label, "squashed" if squashed else "recovered")
    return in_dialects(entries)


def noted(text: str) -> list[Entry]:
    """The entries of a note: it has no title, and any paragraph may hold labels."""
    lines = text.split("\n")
    labels = find_labels(lines, 0, len(lines))
    return in_dialects([entry for label in labels for entry in _entries(label, "noted")])


def unseen_labels(lines: Sequence[str], block: range) -> Iterator[tuple[Label, bool]]:
    """The labels outside git's block, each with whether it stands in a squash body."""
    view = unsquash(lines, _title_end(lines))
    labels = [*find_labels(view.lines, 1, block.start)]
    answers = _answers(view.lines, labels)
    for label in labels:
        kept = label.form == "line" and label.key.lower() in answers
        yield label._replace(form="section") if kept else label, view.holds(label.start)
    for label in find_labels(view.lines, block.start, block.stop):
        if label.form == "loose":
            yield label, view.holds(label.start)


def _answers(lines: Sequence[str], labels: Sequence[Label]) -> frozenset[str]:
    """The keys that may not repeat and do, with text between: each says something of its text."""
    heads: dict[str, set[int]] = {}
    values: dict[str, set[tuple[str, ...]]] = {}
    read = texts = 0
    for label in labels:
        texts += sum(1 for at in range(read, label.start) if lines[at].strip())
        read = label.stop
        heads.setdefault(label.key.lower(), set()).add(texts)
        values.setdefault(label.key.lower(), set()).add(label.values)
    return frozenset(
        key
        for key, said in values.items()
        if CANONICAL.get(key, key) in SINGLE and len(said) > 1 and len(heads[key]) > 1
    )


def block_lines(message: str, block: Block) -> range:
    """The numbers of the block's lines, from 0, less the comments and blanks at its end.

    Where git would put a block, none.
    """
    first = message.count("\n", 0, block.start)
    if block.start and message[block.start - 1] != "\n":
        first += 1
    count = len(block.lines)
    while count and (not (line := block.lines[count - 1]).strip(BLANKS) or line.startswith("#")):
        count -= 1
    return range(first, first + count)


def trailer_lines(message: str, block: Block) -> list[int]:
    """The numbers, from 1, of the lines that begin a trailer."""
    first = message.count("\n", 0, block.start) + 1
    return [first + at for at, line in enumerate(block.lines) if KEYED.match(line)]


def _title_end(lines: Sequence[str]) -> int:
    """How many lines the title has, which is the first paragraph."""
    return next((at for at, line in enumerate(lines) if not line.strip()), len(lines))


def _entries(label: Label, grade: Grade) -> Iterator[Entry]:
    for value in label.values:
        if ours := reads_as(label.key, value):
            key, text, dialect = ours
            if label.form != "line" and dialect == OURS:
                dialect = SEED
            movable = grade == "recovered" and label.form == "line"
            yield Entry(key, text, grade, dialect, movable, label.start + 1)
