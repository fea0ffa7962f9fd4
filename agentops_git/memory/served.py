"""What ``recall`` serves, kept ready in the index: a question about a known state mines nothing.

Reading imports little, so that a hook can ask as well.
"""

import json
import sqlite3
from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from agentops_git.memory.relevance import (
    Fields,
    Question,
    Weights,
    fitness,
    rarity,
    weighed,
)

CANDIDATES = 200  # items that are scored
_SCANNED = 3_000  # rows that the full-text index ranks, or hands out where all terms are common
_FEW = 100
_BATCH = 1_000


class State(NamedTuple):
    """What items are a function of: a key, and the days (YYYY-MM-DD) on which the same stand,
    which are those after ``after`` up to ``until``."""

    key: str
    after: str
    until: str


class Served(NamedTuple):
    """One thing to recall. Of a ``group`` one is served.

    ``commits`` are the newest that say it, of ``evidence`` distinct changes; ``date`` is the
    newest author date.
    """

    kind: str
    id: str
    group: str
    text: str
    commits: tuple[str, ...]
    evidence: int
    date: int
    paths: tuple[str, ...]


class Draft(NamedTuple):
    """An item, and the texts it is found by."""

    served: Served
    fields: Fields


class Hit(NamedTuple):
    """An item with what each term of the question adds to its score."""

    served: Served
    adds: Weights

    @property
    def score(self) -> float:
        """How well it fits."""
        return sum(self.adds.values())


def holds(db: sqlite3.Connection, key: str, day: str) -> bool:
    """Whether the items are those of a key and a day."""
    query = "SELECT 1 FROM served_at WHERE key = ? AND after < ? AND until >= ?"
    return db.execute(query, (key, day, day)).fetchone() is not None


def replace(db: sqlite3.Connection, state: State, drafts: Iterable[Draft]) -> None:
    """Hold these items, inside a transaction; only what is new or gone is written."""
    new = {_digest(draft): draft for draft in drafts}
    known = dict(db.execute("SELECT digest, id FROM served"))
    _remove(db, [known[digest] for digest in known if digest not in new])
    added = iter([(digest, draft) for digest, draft in new.items() if digest not in known])
    while batch := list(islice(added, _BATCH)):
        _add(db, batch)
    db.execute("DELETE FROM served_at")
    db.execute("INSERT INTO served_at VALUES (?, ?, ?, ?)", (*state, len(new)))


def _digest(draft: Draft) -> bytes:
    from hashlib import blake2b

    said = json.dumps([draft.served, sorted(draft.fields.items())])
    return blake2b(said.encode(), digest_size=16).digest()


def _add(db: sqlite3.Connection, batch: Sequence[tuple[bytes, Draft]]) -> None:
    weights = weighed([(draft.fields, draft.served.paths) for _, draft in batch])
    for (digest, draft), one in zip(batch, weights, strict=True):
        row = (digest, json.dumps(draft.served), json.dumps(one, separators=(",", ":")))
        made = db.execute("INSERT INTO served (digest, data, weights) VALUES (?, ?, ?)", row)
        terms = (made.lastrowid, _indexed(one))
        db.execute("INSERT INTO served_term (rowid, terms) VALUES (?, ?)", terms)


def _remove(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    for one in ids:
        (weights,) = db.execute("SELECT weights FROM served WHERE id = ?", (one,)).fetchone()
        gone = ("delete", one, _indexed(json.loads(weights)))
        db.execute("INSERT INTO served_term (served_term, rowid, terms) VALUES (?, ?, ?)", gone)
        db.execute("DELETE FROM served WHERE id = ?", (one,))


def _indexed(terms: Iterable[str]) -> str:
    return " ".join(map(_token, terms))


def _token(term: str) -> str:
    """A term as the full-text index holds it; a path is one token there."""
    if not term.startswith("/"):
        return term
    return f"path{crc32(term.encode('utf-8', 'surrogateescape'))}"


def find(db: sqlite3.Connection, asked: Question, most: int = CANDIDATES) -> list[Hit]:
    """The items that fit a question, best first, then newest first; ``most`` are scored.

    DatabaseError where a row is damaged.
    """
    row = db.execute("SELECT items FROM served_at").fetchone()
    holding = _holding(db, asked.terms) if row else {}
    if not holding:
        return []
    worth = {term: asked.terms[term] * rarity(count, row[0]) for term, count in holding.items()}
    hits = [
        Hit(one, fitness(weights, worth)) for one, weights in _rows(db, _ids(db, holding, worth))
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.served.date, hit.served.id))


def _holding(db: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """How many items hold each term that some hold; rarest first."""
    query = "SELECT doc FROM served_vocabulary WHERE term = ?"
    found = ((term, db.execute(query, (_token(term),)).fetchone()) for term in terms)
    return dict(sorted(((term, row[0]) for term, row in found if row), key=lambda one: one[1]))


def _ids(db: sqlite3.Connection, holding: dict[str, int], worth: Weights) -> list[int]:
    """The items to score: those that hold the most of the rarest terms, as far as that is quick.

    Added up here: bm25() of a contentless table with detail=none is 0 for every row.
    """
    found: dict[int, float] = {}
    rows = 0
    for term, count in holding.items():
        rows += count
        if rows > _SCANNED:
            break
        for one in _match(db, _quoted(term)):
            found[one] = found.get(one, 0.0) + worth[term]
    ranked = sorted(found, key=lambda one: (-found[one], -one))
    return ranked[:CANDIDATES] or _common(db, list(holding))


def _common(db: sqlite3.Connection, terms: Sequence[str]) -> list[int]:
    """Items out of terms that are all common: the newest that hold the most of them together."""
    found: dict[int, None] = {}
    for end in range(min(len(terms), 8), 0, -1):
        together = " AND ".join(map(_quoted, terms[:end]))
        found |= dict.fromkeys(_match(db, together, CANDIDATES))
        if len(found) >= _FEW:
            break
    return list(found)[:CANDIDATES]


def _quoted(term: str) -> str:
    return f'"{_token(term)}"'


def _match(db: sqlite3.Connection, query: str, limit: int = -1) -> list[int]:
    """Items that a query holds for, the newest first."""
    select = "SELECT rowid FROM served_term WHERE served_term MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in db.execute(select, (query, limit))]


def _rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Served, Weights]]:
    marks = ",".join("?" * len(ids))
    select = f"SELECT data, weights FROM served WHERE id IN ({marks})"
    for data, weights in db.execute(select, tuple(ids)):
        yield _restored(data, weights)


def _restored(data: str, weights: str) -> tuple[Served, Weights]:
    try:
        one, adds = Served._make(json.loads(data)), dict(json.loads(weights))
        return one._replace(commits=tuple(one.commits), paths=tuple(one.paths)), adds
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError("a row is damaged") from error
