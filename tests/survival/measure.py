"""What is left after an operation, asked of git, or of the tool as a user runs it."""

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

from tests.survival.ground import NOTES, TRAILERS, Setup, Topic, prepared
from tests.survival.operations import ROWS

COLUMNS = (
    "trailer seen by git",
    "learning still mined",
    "note still found",
    "note on the commit",
    "evidence counted once",
)
NOTE_REFS = ("refs/notes/commits", "refs/notes/agentops/learnings")


class Cell(NamedTuple):
    """``found`` of ``wanted``."""

    found: int
    wanted: int

    def __str__(self) -> str:
        return f"{self.found}/{self.wanted}"


class Measured(NamedTuple):
    """One row: ``cells`` in the order of ``COLUMNS``; ``text`` counts the trailers whose text
    stands anywhere in the messages."""

    cells: tuple[Cell, ...]
    text: Cell

    def cell(self, column: str) -> Cell:
        """One column's figure."""
        return self.cells[COLUMNS.index(column)]


@cache
def measured(title: str, setup: Setup) -> Measured:
    """Do the operation in a fresh repository, and look at what is left."""
    row = ROWS[title]
    with prepared(setup, row.prefix) as repo:
        tip = repo.head(row.run(repo))
        counts = evidence(repo, tip)
        both = evidence(repo, _beside(repo, tip)) if row.beside else counts
        once = [text for text in counts if counts[text] == 1 and both.get(text) == 1]
        cells = (
            _cell(TRAILERS, repo.git("log", "--format=%(trailers:key=Learning,unfold)", tip)),
            _cell(TRAILERS, counts),
            _cell(NOTES, counts),
            _cell(NOTES, _notes(repo, tip)),
            Cell(len(once), len(counts)),
        )
        return Measured(cells, _cell(TRAILERS, repo.git("log", "--format=%B", tip)))


def _cell(wanted: Collection[str], found: str | Iterable[str]) -> Cell:
    return Cell(sum(text in found for text in wanted), len(wanted))


def evidence(repo: Topic, tip: str) -> dict[str, int]:
    """How many pieces of evidence each of our learnings has in the history of a commit."""
    said: dict[str, Any] = json.loads(repo.tool_here("learnings", tip, "--json"))
    found = {one["text"]: len(one["evidence"]) for one in said["learnings"]}
    return {text: count for text, count in found.items() if text in TRAILERS + NOTES}


def _notes(repo: Topic, tip: str) -> str:
    """The notes that git itself shows on the commits."""
    return repo.git("log", "--format=%N", *(f"--notes={ref}" for ref in NOTE_REFS), tip)


def _beside(repo: Topic, tip: str) -> str:
    """A merge of the result and of what was there before."""
    return repo.git(
        "commit-tree", "-p", tip, "-p", "old-tip", f"{tip}^{{tree}}", data="Merge both\n"
    )
