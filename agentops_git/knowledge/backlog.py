"""The backlog: improvements and what was left untested, scored, and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low
from typing import Literal, NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.clock import days_between
from agentops_git.knowledge.learnings import distinct
from agentops_git.knowledge.lifecycle import Ids
from agentops_git.knowledge.said import Evidence, Said, said
from agentops_git.memory.mine import Mined
from agentops_git.message.ids import ImprovementId, improvement_id, score_of
from agentops_git.message.printable import one_line

Kind = Literal["improvement", "not-tested"]
Status = Literal["open", "done"]
Band = Literal["high", "medium", "low", "unscored"]


class Item(NamedTuple):
    """One thing that should get better. The scores are the last that were stated."""

    id: ImprovementId
    kind: Kind
    text: str
    impact: int | None
    effort: int | None
    status: Status
    evidence: tuple[Evidence, ...]
    resolved_by: tuple[Evidence, ...] = ()

    @property
    def priority(self) -> int | None:
        """Impact × (11 − effort), from 1 to 100; None where a score is missing."""
        return self.impact * (11 - self.effort) if self.impact and self.effort else None

    @property
    def band(self) -> Band:
        """Where the priority lies (docs/mining.md)."""
        if self.priority is None:
            return "unscored"
        return "high" if self.priority >= 70 else "medium" if self.priority >= 40 else "low"

    @property
    def since(self) -> int:
        """The author date of its first evidence."""
        return self.evidence[0].record.date


class Report(NamedTuple):
    """The backlog in figures; ages in whole days at the clock of the commit mined at."""

    identified: int
    done: int
    execution_rate: float
    oldest_open_days: int | None
    median_open_days: int | None


def backlog(mined: Mined) -> tuple[Item, ...]:
    """Every item, best first: open before done, then by priority, then oldest first."""
    found: dict[ImprovementId, list[tuple[Kind, Said]]] = defaultdict(list)
    for kind, one in _stated(mined):
        try:
            found[improvement_id(one.value)].append((kind, one))
        except ValueError:  # a score or punctuation alone
            continue
    resolved = _resolved(mined, found)
    items = [_item(oid, stated, resolved.get(oid, [])) for oid, stated in found.items()]
    return tuple(sorted(items, key=_rank))


def _stated(mined: Mined) -> list[tuple[Kind, Said]]:
    stated: list[tuple[Kind, Said]] = [("improvement", one) for one in said(mined, "Improvement")]
    stated += [("not-tested", one) for one in said(mined, "Not-tested")]
    return sorted(
        stated, key=lambda pair: (pair[1].evidence.record.date, pair[1].evidence.record.id)
    )


def _rank(item: Item) -> tuple[bool, int, int, str]:
    return (item.status == "done", -(item.priority or 0), item.since, item.id)


def _item(
    oid: ImprovementId, stated: Sequence[tuple[Kind, Said]], resolved: Sequence[Evidence]
) -> Item:
    kind: Kind = "improvement" if any(one == "improvement" for one, _ in stated) else "not-tested"
    text, impact, effort = score_of(stated[0][1].value)
    for _, one in stated:
        _, new_impact, new_effort = score_of(one.value)
        impact, effort = new_impact or impact, new_effort or effort
    evidence = distinct([one.evidence for _, one in stated])
    status: Status = "done" if resolved else "open"
    return Item(oid, kind, text.strip(), impact, effort, status, evidence, distinct(resolved))


def _resolved(
    mined: Mined, known: Mapping[ImprovementId, object]
) -> Mapping[ImprovementId, list[Evidence]]:
    ids = Ids(known)
    found: dict[ImprovementId, list[Evidence]] = defaultdict(list)
    for one in said(mined.whole, "Resolves"):
        try:
            oid = ids.named(one.value)
        except UsageError:  # ambiguous; ``unclear_resolves`` tells
            continue
        if oid:
            found[ImprovementId(oid)].append(one.evidence)
    return found


def unclear_resolves(mined: Mined, items: Iterable[Item]) -> tuple[str, ...]:
    """One line for each ``Resolves`` that may mean several items, and so resolves none."""
    ids = Ids(item.id for item in items)
    found: dict[str, None] = {}
    for one in said(mined.whole, "Resolves"):
        try:
            ids.named(one.value)
        except UsageError as error:
            where = f"{one.evidence.record.id[:12]} says Resolves: {one_line(one.value, 80)}"
            found[f"{where}: {error}; it has no effect"] = None
    return tuple(found)


def report(items: Sequence[Item], clock: int) -> Report:
    """The figures of a backlog at a clock in Unix seconds."""
    ages = [days_between(item.since, clock) for item in items if item.status == "open"]
    done = sum(item.status == "done" for item in items)
    rate = round(done / len(items), 3) if items else 0.0
    oldest, middle = (max(ages), median_low(ages)) if ages else (None, None)
    return Report(len(items), done, rate, oldest, middle)
