"""The backlog in figures."""

from collections import Counter
from collections.abc import Sequence
from statistics import median_low
from typing import NamedTuple

from agentops_git.knowledge.backlog import Item, resolving
from agentops_git.memory.mine import Mined
from agentops_git.message.keys import CANONICAL
from agentops_git.message.subject import kind_of

WINDOW = 100
TARGET = 0.2
_KEYS = frozenset(CANONICAL.values())


class Report(NamedTuple):
    """The figures; ages in whole days at the clock of the commit mined at.

    ``share`` is that of ``improving`` among the last ``changes`` that carry a record, at most
    ``WINDOW`` (docs/backlog.md); ``target`` is what the method asks for.
    """

    identified: int
    done: int
    execution_rate: float
    open: int
    in_progress: int
    deferred: int
    dropped: int
    oldest_open_days: int | None
    median_open_days: int | None
    changes: int
    improving: int
    share: float | None
    target: float


def report(mined: Mined, items: Sequence[Item]) -> Report:
    """The figures of a backlog; ``items`` are those of ``mined``."""
    clock = mined.as_of.date if mined.as_of else 0
    ages = [item.age(clock) for item in items if item.status in ("open", "in progress")]
    oldest, middle = (max(ages), median_low(ages)) if ages else (None, None)
    count = Counter(item.status for item in items)
    done = count["done"]
    recent = _recent(mined)
    improving = len(recent & _improving(mined, items))
    return Report(
        len(items), done, round(done / len(items), 3) if items else 0.0,
        count["open"], count["in progress"], count["deferred"], count["dropped"],
        oldest, middle,
        len(recent), improving, round(improving / len(recent), 3) if recent else None, TARGET,
    )  # fmt: skip


def _recent(mined: Mined) -> set[str]:
    """The last distinct changes that carry a record, by author date; merges left out."""
    first: dict[str, int] = {}
    for record in mined.whole.records:
        if kind_of(record.subject) == "merge":
            continue
        for part in record.parts:
            if any(entry.key in _KEYS for entry in part.everything):
                first.setdefault(mined.changes[part.commit or record.id], record.date)
    return set(sorted(first, key=lambda change: (first[change], change))[-WINDOW:])


def _improving(mined: Mined, items: Sequence[Item]) -> set[str]:
    """The changes that say ``Resolves`` of an item."""
    ids = (oid for item in items for oid in item.ids)
    return {one.evidence.change for _, one in resolving(mined, ids).clear}
