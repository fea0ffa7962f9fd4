"""Groups as people settled them: merged and split for ever after (docs/review.md).

A learning that a decision names has a part, which is what people said it belongs to. The
others follow the group that they fall into by themselves, and where that holds several parts,
the part that they are nearest to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from agentops_git.knowledge.deciding import effective
from agentops_git.memory.records import Decision
from agentops_git.message.ids import LearningId, PatternId, pattern_id
from agentops_git.notes.line import values_of

MERGE, SPLIT = "merge", "split"
REST, NEW = "rest", "new"
"""Fields of a split: the learnings that it leaves, and the id of the group that it makes."""

Near = Callable[[int, int], float]
"""How near two learnings (by position) are, from 0 to 1."""

_PATTERN = re.compile(r"pat-[0-9a-f]{64}")
_LEARNING = re.compile(r"lrn-[0-9a-f]{64}")
_COMPARED = 8  # members of a part that a learning is compared with


class Part(NamedTuple):
    """Learnings that people hold together, under one id."""

    id: PatternId
    members: frozenset[LearningId]


class Group(NamedTuple):
    """Positions of learnings, ascending, and the id of the pattern that they are."""

    id: PatternId
    members: list[int]


def ordered(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions in the order in which they rule, the last word last; the same in every clone."""
    return sorted(decisions, key=_order)


def _order(one: Decision) -> tuple[int, str, str]:
    return effective(one), one.by, repr((one.what, one.about, sorted(one.fields.items())))


def pattern_of(decision: Decision) -> PatternId | None:
    """The pattern that a decision is about: the first that it names."""
    found = (PatternId(oid) for oid in decision.about if _PATTERN.fullmatch(oid))
    return next(found, None)


def learnings_of(values: Iterable[str]) -> list[LearningId]:
    """The ids of learnings among some texts."""
    return [LearningId(oid) for oid in values if _LEARNING.fullmatch(oid)]


def parts(decisions: Iterable[Decision]) -> list[Part]:
    """What all merges and splits come to, each learning in one part at most."""
    found: list[Part] = []
    for one in ordered(decisions):
        named, members = pattern_of(one), frozenset(learnings_of(one.about))
        if named and members and one.what == MERGE:
            found = _merged(found, named, members)
        elif named and members and one.what == SPLIT:
            rest = frozenset(learnings_of(values_of(one.fields.get(REST)))) - members
            new = str(one.fields.get(NEW))
            made = PatternId(new) if _PATTERN.fullmatch(new) else made_id(named, members)
            found = _seated(_separated(found, made, members, rest), named, rest)
    return found


def made_id(parent: PatternId, members: Collection[LearningId]) -> PatternId:
    """An id for a group that was split off, where that of its first learning is taken."""
    return PatternId("pat-" + sha256("\n".join([parent, *sorted(members)]).encode()).hexdigest())


def _merged(found: list[Part], into: PatternId, members: frozenset[LearningId]) -> list[Part]:
    held = [part for part in found if part.members & members]
    others = [part for part in found if not part.members & members]
    return [*others, Part(into, members.union(*(part.members for part in held)))]


def _separated(
    found: list[Part], new: PatternId, members: frozenset[LearningId], rest: frozenset[LearningId]
) -> list[Part]:
    """Take ``members`` out of where ``rest`` is, together with what they are merged with else."""
    made, others = members, []
    for part in found:
        if part.members & members and not part.members & rest:
            made |= part.members
        elif part.members - members:
            others.append(part._replace(members=part.members - members))
    return [*others, Part(new, made)]


def _seated(found: list[Part], named: PatternId, rest: frozenset[LearningId]) -> list[Part]:
    """Let those of ``rest`` that have no part yet join the part of most others of them."""
    free = rest.difference(*(part.members for part in found))
    if not free:
        return found
    ranked = sorted(
        found, key=lambda one: (-len(one.members & rest), one.id != named, one.id, min(one.members))
    )
    if not ranked or not ranked[0].members & rest:
        return [*found, Part(named, free)]
    home = ranked[0]
    return [*(one for one in found if one != home), Part(home.id, home.members | free)]


def settled(
    groups: Sequence[Sequence[int]],
    ids: Sequence[LearningId],
    decisions: Iterable[Decision],
    near: Near,
) -> list[Group]:
    """Every position in exactly one group, the groups by their first.

    ``groups`` are positions in ``ids``, which holds each learning once.
    """
    decided = parts(decisions)
    home = {oid: at for at, part in enumerate(decided) for oid in part.members}
    apart: list[list[int]] = []
    united: dict[int, list[int]] = defaultdict(list)
    for group in groups:
        anchors = _anchors(group, ids, home)
        if not anchors:
            apart.append(sorted(group))
            continue
        for one in group:
            united[_part_of(one, home.get(ids[one]), anchors, near)].append(one)
    named = [(decided[at].id, sorted(members)) for at, members in united.items()]
    return _identified([*named, *((None, group) for group in apart if group)], ids)


def _anchors(
    group: Iterable[int], ids: Sequence[LearningId], home: Mapping[LearningId, int]
) -> dict[int, list[int]]:
    """The members of a group that have a part, by it."""
    found: dict[int, list[int]] = defaultdict(list)
    for one in group if home else ():
        if (part := home.get(ids[one])) is not None:
            found[part].append(one)
    return found


def _part_of(one: int, own: int | None, anchors: Mapping[int, Sequence[int]], near: Near) -> int:
    if own is not None or len(anchors) == 1:
        return next(iter(anchors)) if own is None else own
    return max(anchors, key=lambda part: (_nearness(one, anchors[part], near), -min(anchors[part])))


def _nearness(one: int, members: Sequence[int], near: Near) -> float:
    compared = members[:_COMPARED]
    return sum(near(one, other) for other in compared) / len(compared)


def _identified(
    found: Iterable[tuple[PatternId | None, list[int]]], ids: Sequence[LearningId]
) -> list[Group]:
    """Groups with an id each: the decided ones first, then that of a group's first learning."""
    taken: set[PatternId] = set()
    made: list[Group] = []
    for named, members in sorted(found, key=lambda item: (item[0] is None, item[1][0])):
        wanted = (named, *(pattern_id(ids[one]) for one in members))
        free = next((oid for oid in wanted if oid and oid not in taken), None)
        oid = free or made_id(pattern_id(ids[members[0]]), [ids[one] for one in members])
        taken.add(oid)
        made.append(Group(oid, members))
    return sorted(made, key=lambda group: group.members[0])


def spoken_of(
    decisions: Iterable[Decision],
) -> Callable[[Iterable[LearningId], Iterable[LearningId]], bool]:
    """Whether people have said of some learnings and others whether they belong together."""
    named: dict[LearningId, set[int]] = defaultdict(set)
    for at, one in enumerate(decisions):
        if one.what in (MERGE, SPLIT):
            for oid in learnings_of((*one.about, *values_of(one.fields.get(REST)))):
                named[oid].add(at)

    def spoken(some: Iterable[LearningId], others: Iterable[LearningId]) -> bool:
        first, second = ({at for oid in ids for at in named.get(oid, ())} for ids in (some, others))
        return bool(first & second)

    return spoken
