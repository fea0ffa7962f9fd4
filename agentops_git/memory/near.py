"""Which known learning a new one nearly repeats: read from the index as it stands, in one go."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.memory.relevance import question, rarity
from agentops_git.memory.served import Served, find
from agentops_git.memory.terms import stems, words

NEAR = 0.43
"""The share of what two texts say, by rarity, from which one repeats the other: docs/quality.md."""
_SCORED = 40  # items of the index
_COMPARED = 20  # the best finds, which are looked at closely
_KINDS = ("learning", "pattern")
_LEAST = 1.0  # the least worth of a term
_WAIT = 0.05  # seconds for another process that writes the index


class Near(NamedTuple):
    """What is known already, and how near it is (0 to 1)."""

    known: Served
    share: float


def nearest(index_path: str, learnings: Iterable[str]) -> list[Near]:
    """Known learnings that are near to one of some texts, the nearest first.

    None where there is no index of this version that can be read at once.
    """
    try:
        uri = f"file:{_escaped(index_path)}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT)) as db:
            found = [near for text in learnings for near in _near(db, text)]
    except (sqlite3.Error, EnvironmentFailure, ValueError, TypeError, LookupError, AttributeError):
        return []
    return sorted(found, key=lambda near: (-near.share, near.known.id))


def _escaped(path: str) -> str:
    """A path for a URI, all of it by numbers: urllib would take as long as the look-up."""
    return "".join(f"%{byte:02x}" for byte in os.fsencode(path))


def _near(db: sqlite3.Connection, text: str) -> list[Near]:
    hits = [hit.served for hit in find(db, question(text), _SCORED) if hit.served.kind in _KINDS]
    texts = [set(words(one)) for one in (text, *(known.text for known in hits[:_COMPARED]))]
    stem = stems(set().union(*texts))
    new, *others = ({stem[word] for word in one} for one in texts)
    worth = _worth(db, new.union(*others))
    shares = (_share(new, other, worth) for other in others)
    both = zip(hits, shares, strict=False)
    return [Near(known, share) for known, share in both if share >= NEAR]


def _worth(db: sqlite3.Connection, terms: Collection[str]) -> dict[str, float]:
    """What each term is worth, by how few of the items hold it.

    Never next to nothing: what a history says again and again is worth a hint above all.
    """
    items = db.execute("SELECT items FROM served_at").fetchone()[0]
    query = "SELECT doc FROM served_vocabulary WHERE term = ?"
    found = ((term, db.execute(query, (term,)).fetchone()) for term in terms)
    return {term: max(_LEAST, rarity(row[0] if row else 0, items)) for term, row in found}


def _share(one: set[str], other: set[str], worth: Mapping[str, float]) -> float:
    """How much of what two texts say is said by both (Dice's coefficient, by worth)."""
    both, all_of = (sum(worth[term] for term in terms) for terms in (one & other, [*one, *other]))
    return 2 * both / all_of if all_of else 0.0
