"""The groups that are in doubt, and the commands that settle each for ever (docs/review.md)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.grouping import doubtful
from agentops_git.knowledge.grouping.learned import compared
from agentops_git.knowledge.grouping.sequence import THRESHOLD
from agentops_git.knowledge.learnings import Learning, learnings
from agentops_git.knowledge.settled import spoken_of
from agentops_git.memory.mine import Mined
from agentops_git.message.ids import LearningId, short

PATTERNS = "agentops-git patterns"
_ASKED = {"pair": ("same", "different"), "member": ("belongs", "does-not-belong")}


class Side(NamedTuple):
    """A pattern, and the learnings of it that are in doubt."""

    pattern: Cluster
    slug: str
    learnings: tuple[Learning, ...]


class Question(NamedTuple):
    """Are two patterns one (``pair``), or does a learning belong to its pattern (``member``)?

    ``similarity`` lies near ``threshold``, from which on learnings are grouped. ``answers``
    are commands by what they say.
    """

    kind: Literal["pair", "member"]
    similarity: float
    threshold: float
    one: Side
    other: Side
    answers: Mapping[str, str]


def review(mined: Mined, named: Mapping[str, Cluster]) -> tuple[Question, ...]:
    """What people may settle, the most doubtful first: pairs, then members.

    ``named`` are all groups of the history by the name of their file. What was settled, and
    patterns that are deprecated, are not asked about.
    """
    found = learnings(mined)
    at = {one.id: position for position, one in enumerate(found)}
    sides = [Side(one, file.removesuffix(".md"), one.learnings) for file, one in named.items()]
    sides.sort(key=lambda side: at[side.learnings[0].id])
    groups = [sorted(at[one.id] for one in side.learnings) for side in sides]
    doubts = doubtful(compared(found), groups, mined.keeping)
    spoken = spoken_of(mined.decisions)
    asked = [
        *(_pair(sides[one], sides[other], figure) for one, other, figure in doubts.pairs),
        *(_member(sides[group], found[one], figure) for group, one, figure in doubts.members),
    ]
    return tuple(one for one in asked if _open(one) and not spoken(_ids(one.one), _ids(one.other)))


def _ids(side: Side) -> Iterator[LearningId]:
    return (one.id for one in side.learnings)


def _open(one: Question) -> bool:
    return "deprecated" not in (one.one.pattern.stage, one.other.pattern.stage)


def _pair(one: Side, other: Side, figure: float) -> Question:
    both = f"{short(one.pattern.id)} {short(other.pattern.id)}"
    answers = _answers("pair", f"merge {both}", f"split {both}")
    return Question("pair", figure, THRESHOLD, one, other, answers)


def _member(side: Side, member: Learning, figure: float) -> Question:
    oid = short(side.pattern.id)
    others = tuple(one for one in side.learnings if one.id != member.id)
    answers = _answers("member", f"merge {oid}", f"split {oid} {short(member.id)}")
    one, other = side._replace(learnings=others), side._replace(learnings=(member,))
    return Question("member", figure, THRESHOLD, one, other, answers)


def _answers(kind: Literal["pair", "member"], *commands: str) -> Mapping[str, str]:
    said: Sequence[str] = _ASKED[kind]
    return {word: f"{PATTERNS} {command}" for word, command in zip(said, commands, strict=True)}
