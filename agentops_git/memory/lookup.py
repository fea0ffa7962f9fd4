"""Questions to stage two of the index; every answer is in an order that depends on history alone.

``before`` is a moment (``at`` of a change): only changes before it are looked at.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WEIGHTS = (2.0, 1.0)  # what a word counts in a subject, and in a body

_COLUMNS = "no, id, at, author, seconds, subject, same, picked, touches, paths"


class Known(NamedTuple):
    """A commit as the index knows it: ``at`` grows along history, ``seconds`` is the committer's
    date, ``same`` what its copies share (None for a merge), ``touches`` how many paths it has,
    of which ``paths`` are the numbers of the first ones."""

    no: int
    id: str
    at: int
    author: str
    seconds: int
    subject: str
    same: str | None
    picked: tuple[str, ...]
    touches: int
    paths: frozenset[int]


class Lookup:
    """Answers out of one connection, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def commit(self, oid: str) -> Known | None:
        """A commit by its full id."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM change WHERE id = ?", (oid,)).fetchone()
        return _known(row) if row else None

    def commits(self, numbers: Iterable[int]) -> list[Known]:
        """Commits by their numbers."""
        query = f"SELECT {_COLUMNS} FROM change WHERE no = ?"
        rows = (self._db.execute(query, (no,)).fetchone() for no in numbers)
        return [_known(row) for row in rows]

    def count(self) -> int:
        """How many commits that are no merges there are."""
        return int(self._db.execute("SELECT COUNT(*) FROM said_docsize").fetchone()[0])

    def frequency(self, stem: str) -> int:
        """How many commits say a word, given by its stem."""
        query = "SELECT doc FROM said_vocabulary WHERE term = ?"
        row = self._db.execute(query, (stem,)).fetchone()
        return int(row[0]) if row else 0

    def saying(
        self,
        words: Sequence[str],
        before: int,
        limit: int,
        weights: tuple[float, float] = WEIGHTS,
    ) -> dict[int, float]:
        """Commits that say any of some words, best first by BM25: number to score, above 0."""
        if not words:
            return {}
        match = " OR ".join(f'"{word}"' for word in words)
        query = f"""
        SELECT change.no, -bm25(said, {weights[0]}, {weights[1]}) AS score
        FROM said JOIN change ON change.no = said.rowid
        WHERE said MATCH ? AND change.at < ? ORDER BY score DESC, change.id LIMIT ?
        """
        return dict(self._db.execute(query, (match, before, limit)))

    def paths(self, names: Iterable[str]) -> dict[int, str]:
        """The numbers of paths that some commit touched."""
        query = "SELECT no FROM path WHERE name = ?"
        found: dict[int, str] = {}
        for name in names:
            row = self._db.execute(query, (name.encode("utf-8", "surrogateescape"),)).fetchone()
            if row:
                found[row[0]] = name
        return found

    def below(self, directory: str) -> list[int]:
        """The numbers of the paths in a directory."""
        query = "SELECT no FROM path WHERE name > ? AND name < ?"
        start = directory.encode("utf-8", "surrogateescape")
        rows = self._db.execute(query, (start + b"/", start + b"0"))  # 0 is next to the slash
        return [row[0] for row in rows]

    def path_names(self, numbers: Iterable[int]) -> list[str]:
        """The names of paths, in order."""
        query = "SELECT name FROM path WHERE no = ?"
        rows = (self._db.execute(query, (no,)).fetchone() for no in numbers)
        return sorted(row[0].decode("utf-8", "surrogateescape") for row in rows)

    def touches(self, path: int) -> int:
        """How many commits touch a path."""
        query = "SELECT COUNT(*) FROM touched WHERE path = ?"
        return int(self._db.execute(query, (path,)).fetchone()[0])

    def touching(self, path: int, before: int, limit: int) -> list[int]:
        """The last commits that touched a path."""
        query = """
        SELECT no FROM touched JOIN change ON no = touched.change
        WHERE path = ? AND touched.at < ? ORDER BY touched.at DESC, id LIMIT ?
        """
        return [row[0] for row in self._db.execute(query, (path, before, limit))]

    def last(self, before: int, limit: int) -> list[int]:
        """The last commits that are no merges."""
        query = """
        SELECT no FROM change WHERE at < ? AND same IS NOT NULL
        ORDER BY at DESC, id LIMIT ?
        """
        return [row[0] for row in self._db.execute(query, (before, limit))]

    def said(self, no: int) -> tuple[str, str]:
        """The words of a commit's subject and body, parted by spaces."""
        row = self._db.execute("SELECT subject, body FROM said WHERE rowid = ?", (no,)).fetchone()
        return (row[0], row[1]) if row else ("", "")


def _known(row: Sequence[object]) -> Known:
    no, oid, at, author, seconds, subject, same, picked, touches, paths = row
    numbers = frozenset(array("I", paths if isinstance(paths, bytes) else b""))
    return Known._make(
        (no, oid, at, author, seconds, subject, same, tuple(str(picked).split()), touches, numbers)
    )
