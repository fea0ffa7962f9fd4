"""How sure a pattern is, from 0 to 1: how varied its evidence is and how old (docs/patterns.md)."""

from collections.abc import Iterable, Sequence

from agentops_git.knowledge.said import Evidence
from agentops_git.memory.records import CommitRecord

HALF_LIFE_MONTHS = 12
_DAY = 86_400
_MONTH = 30 * _DAY  # fading goes by whole months, so that files do not change from day to day
_PARTS = (  # share of the whole, and the amount that gives half of it
    (0.4, 3),  # distinct changes
    (0.2, 1),  # authors beyond the first
    (0.2, 2),  # places beyond the first
    (0.2, 90),  # days from the first change to the last
)


def confidence(evidence: Iterable[Evidence], clock: int) -> float:
    """The confidence that evidence gives at ``clock`` (Unix seconds); 0 without any.

    Evidence more, earlier or later never lowers it; time alone never raises it; a later
    copy of a change adds nothing.
    """
    records = [one.record for one in by_change(evidence)]
    if not records:
        return 0.0
    first, last = records[0].date, max(one.date for one in records)
    amounts = (
        len(records),
        len({one.author for one in records}) - 1,
        max(len(places(records)) - 1, 0),
        (last - first) / _DAY,
    )
    gained = sum(
        share * amount / (amount + half)
        for (share, half), amount in zip(_PARTS, amounts, strict=True)
    )
    months = max(clock - last, 0) // _MONTH
    return float(gained * 0.5 ** (months / HALF_LIFE_MONTHS))


def by_change(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One for each distinct change, whichever of the learnings it states; oldest first."""
    first: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda one: (one.record.date, one.record.id)):
        first.setdefault(one.change, one)
    return tuple(first.values())


def places(records: Iterable[CommitRecord]) -> frozenset[str]:
    """The directories that commits touched; ``""`` is the top."""
    return frozenset(folder for one in records for folder in folders(one.paths))


def folders(paths: Sequence[str]) -> frozenset[str]:
    """The directories that files lie in."""
    return frozenset(path.rpartition("/")[0] for path in paths)
