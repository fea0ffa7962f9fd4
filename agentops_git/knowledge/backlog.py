"""The backlog: improvements and what was left untested, scored, and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.backlog_state import (
    CLOSED,
    WORDS,
    Decided,
    Event,
    Raised,
    Resolved,
    State,
    Status,
    state_of,
)  # fmt: skip
from agentops_git.knowledge.clock import days_between
from agentops_git.knowledge.learnings import distinct
from agentops_git.knowledge.lifecycle import Ids
from agentops_git.knowledge.said import Evidence, Said, said
from agentops_git.knowledge.grouping import group_near_equal
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import Decision
from agentops_git.message.ids import ImprovementId, improvement_id, resolve_prefix, score_of
from agentops_git.message.printable import one_line

Kind = Literal["improvement", "not-tested"]
Band = Literal["high", "medium", "low", "unscored"]
_SHOWN: tuple[Status, ...] = ("in progress", "open", "deferred", "done", "dropped")


class Text(NamedTuple):
    """One wording of an item, by which it may be named as well."""

    id: ImprovementId
    text: str


class Item(NamedTuple):
    """One thing that should get better: near-equal texts, the oldest of which names it.

    ``also`` are the others. ``latest`` is when something last happened to it.
    """

    id: ImprovementId
    kind: Kind
    text: str
    also: tuple[Text, ...]
    evidence: tuple[Evidence, ...]
    state: State
    latest: int

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.state.status

    @property
    def impact(self) -> int | None:
        """1 to 10, as it was stated or decided last."""
        return self.state.impact

    @property
    def effort(self) -> int | None:
        """1 to 10, as it was stated or decided last."""
        return self.state.effort

    @property
    def priority(self) -> int | None:
        """Impact × (11 − effort), from 1 to 100; None where a score is missing."""
        return self.impact * (11 - self.effort) if self.impact and self.effort else None

    @property
    def band(self) -> Band:
        """Where the priority lies (docs/backlog.md)."""
        if self.priority is None:
            return "unscored"
        return "high" if self.priority >= 70 else "medium" if self.priority >= 40 else "low"

    @property
    def ids(self) -> tuple[ImprovementId, ...]:
        """Every id that it goes by, its own first."""
        return (self.id, *(one.id for one in self.also))

    def age(self, clock: int) -> int:
        """Whole days since it was raised, up to when it was closed, or to a clock."""
        end = self.state.settled if self.status in CLOSED else clock
        return days_between(self.state.since, end)


class _Stated(NamedTuple):
    """One statement of an item."""

    kind: Kind
    id: ImprovementId
    said: Said


def backlog(mined: Mined) -> tuple[Item, ...]:
    """Every item: in progress, open, deferred, done and dropped; each by priority, then oldest
    first, but done and dropped ones by when they were, latest first."""
    groups = _groups(mined)
    home: dict[str, ImprovementId] = {
        one.id: lead for lead, stated in groups.items() for one in stated
    }
    resolved = _resolved(mined, home)
    decided = _decided(mined, home)
    clock = mined.as_of.date if mined.as_of else 0
    items = (
        _item(stated, resolved.get(lead, ()), decided.get(lead, ()), clock)
        for lead, stated in groups.items()
    )
    return tuple(sorted(items, key=_rank))


def _groups(mined: Mined) -> Mapping[ImprovementId, list[_Stated]]:
    """The statements of each item, oldest first, by the id of its oldest text."""
    found: dict[ImprovementId, list[_Stated]] = defaultdict(list)
    for one in sorted(_stated(mined), key=_when):
        found[one.id].append(one)
    ids = list(found)
    groups = group_near_equal([score_of(found[oid][0].said.value)[0] for oid in ids])
    return {
        ids[group[0]]: sorted((one for at in group for one in found[ids[at]]), key=_when)
        for group in groups
    }


def _when(stated: _Stated) -> tuple[int, str]:
    return (stated.said.at, stated.said.evidence.record.id)


def _stated(mined: Mined) -> Iterator[_Stated]:
    kinds: tuple[tuple[Kind, str], ...] = (
        ("improvement", "Improvement"), ("not-tested", "Not-tested"),
    )  # fmt: skip
    for kind, key in kinds:
        for one in said(mined, key):
            try:
                yield _Stated(kind, improvement_id(one.value), one)
            except ValueError:  # a score or punctuation alone
                continue


def _item(
    stated: Sequence[_Stated], resolved: Sequence[Said], decided: Sequence[Decision], clock: int
) -> Item:
    texts: dict[ImprovementId, str] = {}
    for one in stated:
        texts.setdefault(one.id, score_of(one.said.value)[0].strip())
    evidence = distinct([one.said.evidence for one in stated])
    events = [*_raised(stated, evidence), *_closings(resolved), *_decisions(decided)]
    first = min(event.at for event in events if isinstance(event, Raised))
    events = [event._replace(at=max(event.at, first)) for event in events]
    (oid, text), *others = texts.items()
    kind: Kind = "improvement" if any(one.kind == "improvement" for one in stated) else "not-tested"
    state, latest = state_of(events, clock), max(event.at for event in events)
    return Item(oid, kind, text, tuple(Text(*each) for each in others), evidence, state, latest)


def _raised(stated: Iterable[_Stated], evidence: Iterable[Evidence]) -> Iterator[Event]:
    own = {(one.record.id, one.change) for one in evidence}
    for one in stated:
        _, impact, effort = score_of(one.said.value)
        where = one.said.evidence
        yield Raised(one.said.at, where, impact, effort, (where.record.id, where.change) in own)


def _closings(resolved: Sequence[Said]) -> Iterator[Event]:
    """One for each distinct change: a copy that comes later does not close once more."""
    first: dict[tuple[str, str], int] = {}
    for one in resolved:
        first.setdefault((one.evidence.record.id, one.evidence.change), one.at)
    for evidence in distinct([one.evidence for one in resolved]):
        yield Resolved(first[evidence.record.id, evidence.change], evidence)


def _decisions(decided: Iterable[Decision]) -> Iterator[Event]:
    return (Decided(effective(one), one) for one in decided)


def effective(decision: Decision) -> int:
    """When a decision counts as made: after all that its maker saw, whatever the clocks said."""
    seen = decision.fields.get("seen")
    return max(decision.at, seen + 1 if type(seen) is int else 0)


def _rank(item: Item) -> tuple[int, int, int, int, str]:
    settled = -item.state.settled if item.status in CLOSED else 0
    order = _SHOWN.index(item.status)
    return (order, settled, -(item.priority or 0), item.state.since, item.id)


def _resolved(mined: Mined, home: Mapping[str, ImprovementId]) -> Mapping[str, list[Said]]:
    ids = Ids(home)
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said(mined.whole, "Resolves"):
        try:
            oid = ids.named(one.value)
        except UsageError:  # ambiguous; ``unclear_resolves`` tells
            continue
        if oid:
            found[home[oid]].append(one)
    return found


def _decided(mined: Mined, home: Mapping[str, ImprovementId]) -> Mapping[str, list[Decision]]:
    """The decisions about each item, by whichever of its ids."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in mined.decisions:
        if one.what in WORDS:
            for lead in dict.fromkeys(home[oid] for oid in one.about if oid in home):
                found[lead].append(one)
    return found


def unclear_resolves(mined: Mined, items: Iterable[Item]) -> tuple[str, ...]:
    """One line for each ``Resolves`` that may mean several items, and so resolves none."""
    ids = Ids(oid for item in items for oid in item.ids)
    found: dict[str, None] = {}
    for one in said(mined.whole, "Resolves"):
        try:
            ids.named(one.value)
        except UsageError as error:
            where = f"{one.evidence.record.id[:12]} says Resolves: {one_line(one.value, 80)}"
            found[f"{where}: {error}; it has no effect"] = None
    return tuple(found)


def item_named(items: Iterable[Item], prefix: str) -> Item:
    """The item that an id or its first digits name; UsageError where none or several do."""
    home = {oid: item for item in items for oid in item.ids}
    try:
        return home[ImprovementId(resolve_prefix(prefix, home))]
    except UsageError as error:
        raise UsageError(f"{one_line(str(error))}; see: agentops-git backlog") from None
