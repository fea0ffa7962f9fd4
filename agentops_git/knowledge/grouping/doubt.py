"""Where the grouping is in doubt: groups that nearly are one, and members that nearly are not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.knowledge.grouping.sequence import THRESHOLD, Groups, speakers

_NEARLY = 0.75  # of the threshold, from which on two groups are nearly one
_BARELY = 1.15  # of the threshold, up to which a member barely belongs


class Pair(NamedTuple):
    """Two groups (their positions, the older first) and how similar they are on average."""

    one: int
    other: int
    similarity: float


class Member(NamedTuple):
    """A group, one of its members (positions), and how similar that is to the others."""

    group: int
    member: int
    similarity: float


class Doubts(NamedTuple):
    """What a person may settle; the most doubtful, which are nearest to the threshold, first."""

    pairs: tuple[Pair, ...]
    members: tuple[Member, ...]


def doubts(state: Groups, groups: Sequence[Sequence[int]]) -> Doubts:
    """The doubts about ``groups``, which may differ from those that ``state`` found."""
    home = {member: at for at, group in enumerate(groups) for member in group}
    pairs = sorted(_pairs(state, groups, home), key=lambda one: (-one.similarity, one))
    members = sorted(_members(state, groups), key=lambda one: (one.similarity, one))
    return Doubts(tuple(pairs), tuple(members))


def _pairs(state: Groups, groups: Sequence[Sequence[int]], home: dict[int, int]) -> Iterator[Pair]:
    for one, others in sorted(_neighbours(state, groups, home).items()):
        for other in sorted(others):
            similarity = _mean(state, groups[one], groups[other])
            if similarity >= THRESHOLD * _NEARLY:
                yield Pair(one, other, similarity)


def _neighbours(
    state: Groups, groups: Sequence[Sequence[int]], home: dict[int, int]
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for at, group in enumerate(groups):
        for member in speakers(group):
            for near in state.vectors.near(member, THRESHOLD):
                other = home[near.at]
                if other != at:
                    found[min(at, other)].add(max(at, other))
    return found


def _members(state: Groups, groups: Sequence[Sequence[int]]) -> Iterator[Member]:
    for at, group in enumerate(groups):
        for member in speakers(group) if len(group) > 1 else ():
            others = [one for one in speakers(group) if one != member]
            similarity = _mean(state, [member], others)
            if similarity < THRESHOLD * _BARELY:
                yield Member(at, member, similarity)


def _mean(state: Groups, one: Sequence[int], other: Iterable[int]) -> float:
    pairs = [(a, b) for a in speakers(one) for b in speakers(list(other))]
    return sum(state.similarity(a, b) for a, b in pairs) / len(pairs)
