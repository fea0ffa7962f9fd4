"""Whether people live by a pattern: what later commits in its places do (docs/patterns.md)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.knowledge.confidence import folders, places
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord

LEAST_FOLLOWED = 5
LEAST_SHARE = 0.1
_BUSY = 512  # a directory is, where one of so many changes touches it


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
    """The distinct changes of a history in their order, by the directories they touch.

    Changes are bits of a number, the oldest the lowest: uniting and counting those of several
    directories then costs a hundredth of what sets would.
    """

    def __init__(self, mined: Mined) -> None:
        self._at: dict[str, int] = {}
        self._by_folder: dict[str, list[int]] = defaultdict(list)
        self._busy: dict[str, int] = {}
        touched = _touched(mined.records, mined.changes)
        for at, (change, where) in enumerate(touched.items()):
            self._at[change] = at
            for folder in where:
                self._by_folder[folder].append(at)

    def adoption(self, evidence: Iterable[Evidence], since: Evidence) -> Adoption:
        """What the changes after ``since`` in the places of ``evidence`` did."""
        pieces = list(evidence)
        start = self._at.get(since.change, -1) + 1
        later = 0
        for folder in places(one.record for one in pieces):
            later |= self._changes(folder)
        followed = later & self._bits(
            self._at[one.change] for one in pieces if one.change in self._at
        )
        return Adoption((followed >> start).bit_count(), (later >> start).bit_count())

    def _changes(self, folder: str) -> int:
        """Those that touch a directory; kept for busy ones, which alone are slow to make."""
        if folder in self._busy:
            return self._busy[folder]
        found = self._by_folder.get(folder, ())
        bits = self._bits(found)
        if len(found) * _BUSY > len(self._at):
            self._busy[folder] = bits
        return bits

    def _bits(self, positions: Iterable[int]) -> int:
        held = bytearray(len(self._at) // 8 + 1)
        for at in positions:
            held[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(held, "little")


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
