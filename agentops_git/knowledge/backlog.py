"""The backlog: improvements and what was left untested, scored, and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.backlog_groups import group_items
from agentops_git.knowledge.backlog_item import Item, Kind, Text
from agentops_git.knowledge.backlog_state import (
    CLOSED,
    WORDS,
    Decided,
    Event,
    Raised,
    Resolved,
    Status,
    state_of,
)  # fmt: skip
from agentops_git.knowledge.deciding import effective
from agentops_git.knowledge.learnings import distinct
from agentops_git.knowledge.lifecycle import Ids
from agentops_git.knowledge.said import Evidence, Said, said
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import Decision
from agentops_git.message.ids import ImprovementId, improvement_id, score_of
from agentops_git.message.printable import one_line

__all__ = ["Item", "backlog", "resolving", "unclear_resolves"]

_SHOWN: tuple[Status, ...] = ("in progress", "open", "deferred", "done", "dropped")


class _Stated(NamedTuple):
    """One statement of an item."""

    kind: Kind
    id: ImprovementId
    said: Said


def backlog(mined: Mined) -> tuple[Item, ...]:
    """Every item: in progress, open, deferred, done and dropped; each by priority, then oldest
    first, but done and dropped ones by when they were, latest first.

    A narrower view has the items that it has evidence of, as they stand in the whole.
    """
    items = sorted(_items(mined.whole), key=_rank)
    if not mined.beyond:
        return tuple(items)
    beyond = {record.id for record in mined.beyond}
    narrowed = (
        item._replace(evidence=tuple(one for one in item.evidence if one.record.id not in beyond))
        for item in items
    )
    return tuple(item for item in narrowed if item.evidence)


def _items(mined: Mined) -> Iterator[Item]:
    groups = _groups(mined)
    home: dict[str, ImprovementId] = {
        one.id: lead for lead, stated in groups.items() for one in stated
    }
    resolved = _resolved(mined, home)
    decided = _decided(mined, home)
    clock = mined.as_of.date if mined.as_of else 0
    for lead, stated in groups.items():
        yield _item(stated, resolved.get(lead, ()), decided.get(lead, ()), clock)


def _groups(mined: Mined) -> Mapping[ImprovementId, list[_Stated]]:
    """The statements of each item, oldest first, by the id of its oldest text."""
    found: dict[ImprovementId, list[_Stated]] = defaultdict(list)
    for one in sorted(_stated(mined), key=_when):
        found[one.id].append(one)
    ids = list(found)
    groups = group_items([score_of(found[oid][0].said.value)[0] for oid in ids])
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


def _rank(item: Item) -> tuple[int, int, int, int, str]:
    settled = -item.state.settled if item.status in CLOSED else 0
    order = _SHOWN.index(item.status)
    return (order, settled, -(item.priority or 0), item.state.since, item.id)


def _resolved(mined: Mined, home: Mapping[str, ImprovementId]) -> Mapping[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for oid, one in resolving(mined, home).clear:
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


class Resolving(NamedTuple):
    """What each ``Resolves`` names, and one line for each that may mean several."""

    clear: tuple[tuple[str, Said], ...]
    unclear: tuple[str, ...]


def resolving(mined: Mined, known: Iterable[str]) -> Resolving:
    """Read every ``Resolves``; those of something else, like ``#12``, are passed over."""
    ids = Ids(known)
    clear: list[tuple[str, Said]] = []
    unclear: dict[str, None] = {}
    for one in said(mined.whole, "Resolves"):
        try:
            if oid := ids.named(one.value):
                clear.append((oid, one))
        except UsageError as error:
            where = f"{one.evidence.record.id[:12]} says Resolves: {one_line(one.value, 80)}"
            unclear[f"{where}: {error}; it has no effect"] = None
    return Resolving(tuple(clear), tuple(unclear))


def unclear_resolves(mined: Mined, items: Iterable[Item]) -> tuple[str, ...]:
    """One line for each ``Resolves`` that may mean several items, and so resolves none."""
    return resolving(mined, (oid for item in items for oid in item.ids)).unclear
