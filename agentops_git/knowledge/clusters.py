"""Groups of learnings that say the same, and the stage that their evidence gives them."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from agentops_git.knowledge.adoption import UNKNOWN, Adoption, Traffic
from agentops_git.knowledge.confidence import by_change, confidence, folders
from agentops_git.knowledge.grouping import Kept, group, similarity
from agentops_git.knowledge.grouping.learned import compared
from agentops_git.knowledge.last_word import Word
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.said import Evidence
from agentops_git.knowledge.settled import settled
from agentops_git.memory.records import Decision
from agentops_git.message.ids import PatternId
from agentops_git.message.printable import one_line

Stage = Literal["discovery", "validated", "general", "standard", "deprecated"]

VALIDATED, GENERAL, STANDARD = 3, 5, 15
NAME_WIDTH = 72
_COMPARED = 40  # members that a group's most central learning is chosen among


class Cluster(NamedTuple):
    """Learnings that say the same; the first is the oldest and gives the id.

    ``evidence`` is what counts; ``former`` are changes that stand for superseded or expired
    learnings alone. ``confidence`` and ``adoption`` are what ``assess`` gives, ``word`` is
    what people say of it.
    """

    id: PatternId
    name: str
    stage: Stage
    learnings: tuple[Learning, ...]
    evidence: tuple[Evidence, ...]
    uses: tuple[Evidence, ...] = ()
    former: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    adoption: Adoption = UNKNOWN
    word: Word = Word()

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """The changes to speak of: those that count, else those that did."""
        return self.evidence or self.former

    def as_said(self, word: Word) -> "Cluster":
        """This group under the name that people gave it, deprecated where they gave it up."""
        stage: Stage = "deprecated" if word.deprecated else self.stage
        return self._replace(name=word.name or self.name, stage=stage, word=word)

    def used_in(self, uses: Iterable[Evidence]) -> "Cluster":
        """This group with changes that say they applied it, which is evidence as well.

        A deprecated one gains none by it.
        """
        known = by_change(uses)
        if self.stage == "deprecated":
            return self._replace(uses=known)
        evidence = by_change((*self.evidence, *known))
        return self._replace(evidence=evidence, uses=known, stage=stage_of(evidence))


def clusters(
    learnings: Sequence[Learning],
    decisions: Sequence[Decision] = (),
    kept: Kept | None = None,
) -> tuple[Cluster, ...]:
    """Every learning in exactly one group, the groups by their oldest learning.

    ``decisions`` are those that merge and split groups. ``kept`` may hold earlier groupings.
    """
    groups = group(compared(learnings), kept)

    def near(one: int, other: int) -> float:
        return similarity(learnings[one].text, learnings[other].text)

    found = settled(groups, [learning.id for learning in learnings], decisions, near)
    return tuple(_cluster(one.id, tuple(learnings[at] for at in one.members)) for one in found)


def _cluster(oid: PatternId, members: tuple[Learning, ...]) -> Cluster:
    live = tuple(one for one in members if one.counts)
    evidence = by_change(one for learning in live for one in learning.evidence)
    counted = {one.change for one in evidence}
    every = by_change(one for learning in members for one in learning.evidence)
    former = tuple(one for one in every if one.change not in counted)
    stage: Stage = stage_of(evidence) if live else "deprecated"
    name = _name(live or members)
    return Cluster(oid, name, stage, members, evidence, former=former)


def assess(cluster: Cluster, traffic: Traffic, clock: int) -> Cluster:
    """A group with its confidence at ``clock``, and the stage that its adoption gives it."""
    sure = confidence(cluster.evidence, clock)
    since = _became_general(cluster.evidence)
    if since is None:
        return cluster._replace(confidence=sure)
    adopted = traffic.adoption(cluster.evidence, cluster.evidence[since])
    stage = cluster.stage
    if stage != "deprecated":
        stage = stage_of(cluster.evidence, adopted)
    return cluster._replace(confidence=sure, adoption=adopted, stage=stage)


def stage_of(evidence: Sequence[Evidence], adopted: Adoption = UNKNOWN) -> Stage:
    """The stage that evidence, oldest first, and adoption give (docs/patterns.md)."""
    if _became_general(evidence) is not None:
        standard = len(evidence) >= STANDARD and adopted.enough
        return "standard" if standard else "general"
    return "validated" if len(evidence) >= VALIDATED else "discovery"


def _became_general(evidence: Sequence[Evidence]) -> int | None:
    """The position of the change with which a group first was ``general``.

    That takes five, from two scopes or directories at least.
    """
    scopes: set[str] = set()
    where: set[str] = set()
    for at, one in enumerate(evidence):
        scopes |= {one.record.scope} if one.record.scope else set()
        where |= folders(one.record.paths)
        if at + 1 >= GENERAL and max(len(scopes), len(where)) > 1:
            return at
    return None


def _central(members: Sequence[Learning]) -> Learning:
    if len(members) == 1:
        return members[0]
    near = [
        sum(similarity(one.text, other.text) * len(other.evidence) for other in members)
        for one in members
    ]
    return members[near.index(max(near))]


def _name(members: Sequence[Learning]) -> str:
    """The most central learning, near to the most evidence, cut at a word."""
    text = one_line(_central(members[:_COMPARED]).text).rstrip(".。")
    if len(text) <= NAME_WIDTH:
        return text
    cut = text[:NAME_WIDTH].rpartition(" ")[0]
    return f"{cut or text[: NAME_WIDTH - 1]}…"
