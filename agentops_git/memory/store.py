"""The SQLite file behind the index: facts that git could always tell again."""

import os
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from typing import NamedTuple, TypeVar

from agentops_git import __version__
from agentops_git.memory.records import CommitRecord, dump, restore
from agentops_git.memory.tables import TABLES
from agentops_git.memory.terms import no_search
from agentops_git.message.printable import one_line

Result = TypeVar("Result")
Say = Callable[[str], None]

SCHEMA = 8
_VERSION = zlib.crc32(f"{SCHEMA} {__version__}".encode()) >> 1
_BUSY_SECONDS = 60
_KEPT = 16  # remembered tips, and views of history, beyond which the oldest go
_OLD = """
SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'
"""  # a virtual table takes its shadow tables with it


class Reach(NamedTuple):
    """What is reachable from ``tip``: how many commits, and the ids of those whose messages
    carry something. ``ids`` are the bytes of all ids, where they are still known."""

    tip: str
    commits: int
    members: tuple[str, ...]
    ids: bytes | None = None


class Store:
    """One connection, seen through one view of history (its shallow file and replace refs)."""

    def __init__(self, connection: sqlite3.Connection, view: str, say: Say) -> None:
        self._db = connection
        self._create(say)
        self._view = self._view_id(view)

    @property
    def connection(self) -> sqlite3.Connection:
        """For modules that keep tables of their own; write inside ``writing``."""
        return self._db

    @property
    def view(self) -> int:
        """The number of the view, for rows that hold only in it."""
        return self._view

    def _create(self, say: Say) -> None:
        if self._one("PRAGMA user_version") == _VERSION:
            return
        with self.writing():
            if self._one("PRAGMA user_version") == _VERSION:  # another process was faster
                return
            if self._drop_all():
                say("the index is of another version and is built anew")
            self._create_tables()
            self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _create_tables(self) -> None:
        try:
            for statement in TABLES.split(";"):
                self._db.execute(statement)
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                raise no_search(error) from None
            raise

    def _drop_all(self) -> bool:
        """Drop what another version left; whether there was anything."""
        old = self._db.execute(_OLD).fetchall()
        for kind, name in old:
            self._db.execute('DROP {} IF EXISTS "{}"'.format(kind, name.replace('"', '""')))
        return bool(old)

    def _view_id(self, key: str) -> int:
        known = self._one("SELECT id FROM view WHERE key = ?", key)
        if isinstance(known, int):
            return known
        with self.writing():
            self._db.execute("INSERT OR IGNORE INTO view (key) VALUES (?)", (key,))
            new = self._one("SELECT id FROM view WHERE key = ?", key)
            assert isinstance(new, int)
            self._db.execute("DELETE FROM view WHERE id <= ?", (new - _KEPT,))
            for table in ("record", "reach", "noted", "patch", "followed", "rename"):
                self._db.execute(f"DELETE FROM {table} WHERE view <= ?", (new - _KEPT,))
        return new

    def _one(self, query: str, *values: object) -> object:
        row = self._db.execute(query, values).fetchone()
        return row[0] if row else None

    def writing(self) -> AbstractContextManager[None]:
        """One transaction that holds the lock from its start, so that two writers queue up."""
        return self._transaction("BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[None]:
        """One transaction that sees a single state, whatever others write meanwhile."""
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._db.execute(begin)
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def add_records(self, records: Iterable[CommitRecord]) -> None:
        """Keep facts; those of the same commit are replaced."""
        rows = [(self._view, record.id, dump(record)) for record in records]
        with self.writing():
            self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", rows)

    def record_ids(self) -> set[str]:
        """The ids of all commits that facts are kept of."""
        query = "SELECT id FROM record WHERE view = ?"
        return {row[0] for row in self._db.execute(query, (self._view,))}

    def records(self, ids: Collection[str]) -> Iterator[CommitRecord]:
        """The facts of those of ``ids`` that are known, in no order."""
        query = "SELECT id, data FROM record WHERE view = ?"
        wanted = frozenset(ids)
        for oid, data in self._db.execute(query, (self._view,)):
            if oid in wanted:
                yield _sound(data)

    def reach(self, tip: str) -> Reach | None:
        """What was remembered of a tip, without the ids."""
        return self._reach("NULL", "tip = ?", tip)

    def last_reach(self) -> Reach | None:
        """What was remembered last."""
        return self._reach("ids", "TRUE ORDER BY seq DESC LIMIT 1")

    def ids(self, tip: str) -> bytes | None:
        """The ids of all commits that a tip reaches; only the last tip's are kept."""
        found = self._reach("ids", "tip = ?", tip)
        return found.ids if found else None

    def _reach(self, ids: str, where: str, *values: str) -> Reach | None:
        query = f"SELECT tip, commits, members, {ids} FROM reach WHERE view = ? AND {where}"
        row = self._db.execute(query, (self._view, *values)).fetchone()
        return Reach(row[0], row[1], tuple(row[2].split()), row[3]) if row else None

    def known_tips(self) -> list[str]:
        """Tips whose whole history was read."""
        query = "SELECT tip FROM reach WHERE view = ?"
        return [row[0] for row in self._db.execute(query, (self._view,))]

    def remember(self, reach: Reach) -> None:
        """Keep what a tip reaches; the oldest tips are forgotten, and the ids of all others."""
        row = (self._view, reach.tip, reach.commits, "\n".join(reach.members), reach.ids)
        with self.writing():
            self._db.execute("UPDATE reach SET ids = NULL WHERE view = ?", (self._view,))
            self._db.execute("INSERT OR REPLACE INTO reach VALUES (NULL, ?, ?, ?, ?, ?)", row)
            self._forget("reach")

    def _forget(self, table: str) -> None:
        newest = f"(SELECT MAX(seq) FROM {table})"
        self._db.execute(f"DELETE FROM {table} WHERE seq <= {newest} - {_KEPT}")

    def noted(self, span: str, notes: str) -> str | None:
        """What ``remember_noted`` kept for a range and the notes tips."""
        query = "SELECT data FROM noted WHERE view = ? AND span = ? AND notes = ?"
        found = self._one(query, self._view, span, notes)
        return found if isinstance(found, str) else None

    def remember_noted(self, span: str, notes: str, data: str) -> None:
        """Keep what the notes at some tips say of the commits of a range."""
        row = (self._view, span, notes, data)
        with self.writing():
            self._db.execute("INSERT OR REPLACE INTO noted VALUES (NULL, ?, ?, ?, ?)", row)
            self._forget("noted")

    def kept(self, name: str) -> tuple[str, bytes] | None:
        """What ``keep`` kept under a name: the key that it holds for, and the bytes."""
        row = self._db.execute("SELECT key, data FROM kept WHERE name = ?", (name,)).fetchone()
        return (row[0], row[1]) if row else None

    def keep(self, name: str, key: str, data: bytes) -> None:
        """Keep what was computed out of facts, in place of what stood under that name."""
        with self.writing():
            self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (name, key, data))

    def patches(self) -> dict[str, str]:
        """The known patch-ids by commit; empty for commits that have none."""
        query = "SELECT id, patch FROM patch WHERE view = ?"
        return dict(self._db.execute(query, (self._view,)))

    def add_patches(self, patches: Mapping[str, str]) -> None:
        """Keep patch-ids."""
        rows = [(self._view, oid, patch) for oid, patch in patches.items()]
        with self.writing():
            self._db.executemany("INSERT OR REPLACE INTO patch VALUES (?, ?, ?)", rows)


def _sound(data: str) -> CommitRecord:
    try:
        return restore(data)
    except (ValueError, TypeError, LookupError) as error:
        raise sqlite3.DatabaseError("a row is damaged") from error


def with_store(path: str, view: str, work: Callable[[Store], Result], say: Say) -> Result:
    """Do ``work`` with the index at ``path``; without a file where none can be had.

    A damaged file is removed and built anew; either way one line is said.
    """
    try:
        return _on_disk(path, view, work, say)
    except (sqlite3.DatabaseError, OSError) as error:
        reason = getattr(error, "strerror", None) or one_line(str(error))
        if _is_damage(error):
            say(f"the index was damaged ({reason}) and is built anew")
            return _anew(path, view, work, say)
        say(f"mined without the index, since it can't be used: {reason}")
    return _in_memory(view, work, say)


def _is_damage(error: Exception) -> bool:
    """Whether the file is at fault (torn, or without its tables), and not what is around it."""
    if isinstance(error, sqlite3.OperationalError):  # without a code: text that is no UTF-8
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR
    return isinstance(error, sqlite3.DatabaseError)


def _on_disk(path: str, view: str, work: Callable[[Store], Result], say: Say) -> Result:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return _connected(path, view, work, say)


def _in_memory(view: str, work: Callable[[Store], Result], say: Say) -> Result:
    return _connected(":memory:", view, work, say)


def _anew(path: str, view: str, work: Callable[[Store], Result], say: Say) -> Result:
    try:
        for name in (f"{path}-journal", path):
            if os.path.lexists(name):
                os.unlink(name)
        return _on_disk(path, view, work, say)
    except (sqlite3.DatabaseError, OSError):
        return _in_memory(view, work, say)


def _connected(path: str, view: str, work: Callable[[Store], Result], say: Say) -> Result:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA synchronous = OFF")
        return work(Store(connection, view, say))
