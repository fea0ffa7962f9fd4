"""Groups of learnings that say the same, and the stage that their evidence gives them."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.said import Evidence
from agentops_git.knowledge.similar import group_near_equal, similarity
from agentops_git.message.ids import PatternId, pattern_id
from agentops_git.message.printable import one_line

Stage = Literal["discovery", "validated", "general", "standard", "deprecated"]

NAME_WIDTH = 72
_COMPARED = 40  # members that a group's most central learning is chosen among


class Cluster(NamedTuple):
    """Learnings that say the same; the first is the oldest and gives the id.

    ``evidence`` is what counts; ``former`` are changes that stand for superseded or expired
    learnings alone.
    """

    id: PatternId
    name: str
    stage: Stage
    learnings: tuple[Learning, ...]
    evidence: tuple[Evidence, ...]
    uses: tuple[Evidence, ...] = ()
    former: tuple[Evidence, ...] = ()

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """The changes to speak of: those that count, else those that did."""
        return self.evidence or self.former

    def used_in(self, uses: Iterable[Evidence]) -> "Cluster":
        """This group with changes that say they applied it, which is evidence as well.

        A deprecated one gains none by it.
        """
        known = _by_change(uses)
        if self.stage == "deprecated":
            return self._replace(uses=known)
        evidence = _by_change((*self.evidence, *known))
        return self._replace(evidence=evidence, uses=known, stage=stage_of(evidence))


def clusters(learnings: Sequence[Learning]) -> tuple[Cluster, ...]:
    """Every learning in exactly one group, the groups by their oldest learning."""
    groups = group_near_equal([learning.text for learning in learnings])
    return tuple(_cluster(tuple(learnings[at] for at in group)) for group in groups)


def _cluster(members: tuple[Learning, ...]) -> Cluster:
    live = tuple(one for one in members if one.counts)
    evidence = _by_change(one for learning in live for one in learning.evidence)
    counted = {one.change for one in evidence}
    every = _by_change(one for learning in members for one in learning.evidence)
    former = tuple(one for one in every if one.change not in counted)
    stage: Stage = stage_of(evidence) if live else "deprecated"
    name = _name(live or members)
    return Cluster(pattern_id(members[0].id), name, stage, members, evidence, former=former)


def _by_change(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One for each distinct change, whichever of the learnings it states; oldest first."""
    first: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda one: (one.record.date, one.record.id)):
        first.setdefault(one.change, one)
    return tuple(first.values())


def stage_of(evidence: Sequence[Evidence]) -> Stage:
    """The stage that evidence gives (docs/patterns.md)."""
    if len(evidence) >= 15:
        return "standard"
    if len(evidence) >= 5 and _spread(evidence):
        return "general"
    return "validated" if len(evidence) >= 3 else "discovery"


def _spread(evidence: Sequence[Evidence]) -> bool:
    """Whether it comes from two scopes or directories at least."""
    scopes = {one.record.scope for one in evidence if one.record.scope}
    folders = {path.rpartition("/")[0] for one in evidence for path in one.record.paths}
    return len(scopes) > 1 or len(folders) > 1


def _name(members: Sequence[Learning]) -> str:
    """The most central learning, cut at a word."""
    compared = members[:_COMPARED]
    nearness = [
        (len(one.evidence), sum(similarity(one.text, other.text) for other in compared), -at)
        for at, one in enumerate(compared)
    ]
    central = compared[-max(nearness)[2]]
    text = one_line(central.text).rstrip(".。")
    if len(text) <= NAME_WIDTH:
        return text
    cut = text[:NAME_WIDTH].rpartition(" ")[0]
    return f"{cut or text[: NAME_WIDTH - 1]}…"
