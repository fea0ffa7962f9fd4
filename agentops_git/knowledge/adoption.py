"""Whether people live by a pattern: what later commits in its places do (docs/patterns.md)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.knowledge.confidence import folders, places
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord

LEAST_FOLLOWED = 5
LEAST_SHARE = 0.1


class Adoption(NamedTuple):
    """Of the ``later`` changes in a pattern's places, how many ``followed`` it."""

    followed: int = 0
    later: int = 0

    @property
    def share(self) -> float:
        """The part of the later changes that followed, from 0 to 1."""
        return self.followed / self.later if self.later else 0.0

    @property
    def enough(self) -> bool:
        """Whether it makes a standard of a pattern with the evidence for one."""
        return self.followed >= LEAST_FOLLOWED and self.share >= LEAST_SHARE


UNKNOWN = Adoption()
"""Of a pattern that is not general yet."""


class Traffic:
    """The distinct changes of a history in their order, by the directories they touch."""

    def __init__(self, mined: Mined) -> None:
        self._at: dict[str, int] = {}
        self._by_folder: dict[str, list[int]] = defaultdict(list)
        touched = _touched(mined.records, mined.changes)
        for at, (change, where) in enumerate(touched.items()):
            self._at[change] = at
            for folder in where:
                self._by_folder[folder].append(at)

    def adoption(self, evidence: Iterable[Evidence], since: Evidence) -> Adoption:
        """What the changes after ``since`` in the places of ``evidence`` did."""
        pieces = list(evidence)
        start = self._at.get(since.change, -1)
        around = [self._after(start, folder) for folder in places(one.record for one in pieces)]
        later = set[int]().union(*around)
        followed = later.intersection(self._at.get(one.change, -1) for one in pieces)
        return Adoption(len(followed), len(later))

    def _after(self, start: int, folder: str) -> list[int]:
        found = self._by_folder.get(folder, [])
        return found[bisect_right(found, start) :]


def _touched(
    records: Iterable[CommitRecord], changes: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The directories of every distinct change, by its first commit, oldest first."""
    found: dict[str, frozenset[str]] = {}
    for one in records:
        change = changes.get(one.id, one.id)
        if change not in found:
            found[change] = folders(one.paths)
    return found
