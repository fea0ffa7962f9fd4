"""Pattern files whose group lives on in another's: where they lead (docs/patterns.md)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.last_word import Stated
from agentops_git.message.ids import LearningId, PatternId


class Known(NamedTuple):
    """A pattern file that stands: what its front matter says of its identity.

    ``redirect`` is set in one whose group lives on under another id. ``deprecated``,
    ``reason`` and ``decided`` are people's word, and when it was decided what it holds of that.
    """

    file: str
    id: PatternId
    name: str
    learnings: frozenset[LearningId]
    redirect: PatternId | None = None
    deprecated: bool = False
    reason: str = ""
    decided: int = 0

    @property
    def states(self) -> Stated:
        """What the file says of its name and fate."""
        return Stated(self.name, self.deprecated, self.reason, self.decided)


def one_each(files: Sequence[Known]) -> list[Known]:
    """The same files, of which one alone is the pattern of an id.

    That is the one with the most learnings, then the first by name; another leads to it.
    """
    first: dict[PatternId, str] = {}
    for one in sorted(files, key=lambda one: (bool(one.redirect), -len(one.learnings), one.file)):
        first.setdefault(one.id, one.file)
    return [
        one if first[one.id] == one.file else one._replace(learnings=frozenset(), redirect=one.id)
        for one in files
    ]


def redirects(named: Mapping[str, Cluster], files: Sequence[Known]) -> dict[str, str]:
    """The file that each standing file leads to, for those that are no pattern (any more).

    It is the one that has most of its learnings, else the one that it names, through others.
    A file whose learnings left the history and that names none leads nowhere.
    """
    home = {learning.id: file for file, one in named.items() for learning in one.learnings}
    ids = {one.id: file for file, one in named.items()}
    gone = [one for one in files if one.file not in named]
    step = {one.id: one.redirect for one in gone if one.redirect and one.redirect != one.id}
    found = {one.file: _heir(one, home) or _named(one, step, ids) for one in gone}
    return {file: target for file, target in found.items() if target}


def _heir(one: Known, home: Mapping[LearningId, str]) -> str | None:
    shares = Counter(home[oid] for oid in one.learnings if oid in home)
    return min(shares, key=lambda file: (-shares[file], file), default=None)


def _named(
    one: Known, step: Mapping[PatternId, PatternId], ids: Mapping[PatternId, str]
) -> str | None:
    """What a chain of redirects leads to; None for a circle, and for an end that is not here."""
    at, seen = one.redirect, {one.id}
    while at and at not in ids and at not in seen:
        seen.add(at)
        at = step.get(at)
    return ids.get(at) if at else None
