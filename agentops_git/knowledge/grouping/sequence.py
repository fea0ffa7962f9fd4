"""Groups of learnings, made by one learning after the other.

What n learnings gave is never asked again when the next one comes: that one joins what is
near to it, and the groups that it joins are linked anew. So all others stay as they are.
"""

from array import array
from collections.abc import Iterable, Sequence

from agentops_git.knowledge.grouping.fields import Lesson
from agentops_git.knowledge.grouping.link import APART, average_link
from agentops_git.knowledge.grouping.vectors import Vectors

THRESHOLD = 0.215
_TOUCHED = 8  # groups that one learning may unite
_SETTLED = 12  # members from which on a group is never split again
_TOLD = 4  # members at either end that speak for such a group
_SAME = 0.7  # share of words in common, from which on a turning word sets two lessons apart
_SHARED = 2  # terms that two learnings themselves share at least, to be like one another
_FOUND = 0.5  # of the threshold: short learnings of the same words are not nearer
_AROUND = 2.0  # times what two learnings share themselves: all that a similarity may be


class Groups:
    """The groups of the learnings so far; a group is known by its oldest member."""

    threshold = THRESHOLD

    def __init__(
        self,
        vectors: Vectors | None = None,
        terms: Iterable["array[int]"] = (),
        turns: Iterable[str] = (),
        home: Iterable[int] = (),
    ) -> None:
        self.vectors = vectors or Vectors()
        self.terms = list(terms)  # of each learning and what it cites, without what turns it
        self.turns = list(turns)
        self.home = list(home)  # of each learning, the oldest of its group
        self.members: dict[int, list[int]] = {}
        for at, oldest in enumerate(self.home):
            self.members.setdefault(oldest, []).append(at)

    def add(self, lesson: Lesson) -> None:
        """Take in the next learning."""
        at = self.vectors.add(lesson.weights)
        self.terms.append(self.vectors.number(sorted(lesson.terms)))
        self.turns.append(" ".join(sorted(lesson.turns)))
        self.home.append(at)
        self.members[at] = [at]
        near = self.vectors.near(at, _FOUND * self.threshold)
        like = (one.at for one in near if self._alike(at, one.at, one.similarity) >= self.threshold)
        homes = dict.fromkeys(self.home[one] for one in like)
        self._join(at, list(homes)[:_TOUCHED])

    def _join(self, at: int, homes: Sequence[int]) -> None:
        """Link groups anew with a learning, but only those that it really joins."""
        while homes:
            parts = self._linked([at, *homes])
            joined = {self.home[one] for part in parts if at in part for one in part}
            if joined.issuperset(homes):
                return self._adopt(parts)
            homes = [home for home in homes if home in joined]
        return None

    def _linked(self, homes: Iterable[int]) -> list[list[int]]:
        blocks = [block for home in homes for block in self._blocks(home)]
        told = [speakers(block) for block in blocks]
        found = average_link(told, self.similarity, self.threshold)
        return [sorted(one for at in part for one in blocks[at]) for part in found]

    def _blocks(self, home: int) -> list[list[int]]:
        members = self.members[home]
        return [members] if len(members) > _SETTLED else [[one] for one in members]

    def _adopt(self, parts: Sequence[Sequence[int]]) -> None:
        for part in parts:
            for one in part:
                self.members.pop(self.home[one], None)
        for part in parts:
            self.members[part[0]] = list(part)
            for one in part:
                self.home[one] = part[0]

    def similarity(self, one: int, other: int) -> float:
        """How near two learnings are, from 0 to 1; ``APART`` where one turns the other.

        Those of the same terms are the same, short as they may be.
        What stands around them at most doubles it: commits of one task are alike in that,
        whatever they teach.
        """
        return self._alike(one, other, self.vectors.similarity(one, other))

    def _alike(self, one: int, other: int, cosine: float) -> float:
        shared = set(self.terms[one]).intersection(self.terms[other])
        if self._opposed(one, other, len(shared)):
            return APART
        if len(shared) < _SHARED:
            return 0.0
        if len(shared) == len(self.terms[one]) == len(self.terms[other]):
            return 1.0
        own = self.vectors.similarity(one, other, shared)
        return min(cosine, _AROUND * own)

    def _opposed(self, one: int, other: int, shared: int) -> bool:
        """Whether two lessons share their words, but for a number or a word that turns them."""
        if self.turns[one] == self.turns[other]:
            return False
        return shared >= _SAME * (len(self.terms[one]) + len(self.terms[other]) - shared)


def speakers(block: Sequence[int]) -> Sequence[int]:
    """The members that speak for a group: all of them, unless there are many."""
    return block if len(block) <= _SETTLED else [*block[:_TOLD], *block[-_TOLD:]]
