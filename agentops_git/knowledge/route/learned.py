"""What examples teach: how much a word speaks for a workflow here, held back where they are few."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agentops_git.knowledge.route.examples import Example
from agentops_git.knowledge.route.reading import Read
from agentops_git.knowledge.route.rules import Reason
from agentops_git.knowledge.route.workflows import Workflow

TOLD, TYPED = 1.0, 0.1
"""What an example weighs: a person's word, and the type of a commit, which only resembles one."""
_HELD = 1.0  # an example's worth of doubt: with few of them a word speaks for little
_MOST = 2.0  # what one word can say at most
_SAME = 5.0  # what a person said of this very task
_ALIKE = 0.6  # the share of common words from which two tasks are alike
_FEWEST = 3  # commits that an agent is judged by


class Learned(NamedTuple):
    """Examples counted: their weight by workflow, by workflow and stem, and told tasks.

    ``undone`` is the share of a workflow's commits that were reverted, beyond the others'.
    """

    size: Mapping[str, float]
    stems: Mapping[str, Mapping[str, float]]
    told: Mapping[frozenset[str], str]
    undone: Mapping[str, float]


def learn(examples: Sequence[Example], tasks: Sequence[Read]) -> Learned:
    """Count examples; ``tasks`` are theirs, read. What was reverted counts by its outcome alone."""
    size: dict[str, float] = defaultdict(float)
    stems: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    told = {}
    for one, task in zip(examples, tasks, strict=True):
        if not one.kept:
            continue
        weight = TOLD if one.told else TYPED
        size[one.workflow] += weight
        for stem in set(task.stems):
            stems[one.workflow][stem] += weight
        if one.told:
            told[task.content] = one.workflow
    return Learned(size, stems, told, _undone(examples))


def _undone(examples: Sequence[Example]) -> dict[str, float]:
    commits = Counter(one.workflow for one in examples if not one.told)
    reverted = Counter(one.workflow for one in examples if not one.kept)
    usual = reverted.total() / max(commits.total(), 1)
    return {
        name: (reverted[name] + 10 * usual) / (count + 10) - usual
        for name, count in commits.items()
    }


def taught(learned: Learned, task: Read, workflows: Sequence[Workflow]) -> list[Reason]:
    """What examples say for and against each workflow, the weightiest first."""
    total = sum(learned.size.values())
    if not task.stems or not total:
        return []
    share = 1 / math.sqrt(len(set(task.stems)))
    found = [
        Reason(one.name, word, share * weight)
        for stem, word in dict(zip(task.stems, task.words, strict=True)).items()
        for one in workflows
        if abs(weight := _weight(learned, one.name, stem, total)) > 0.05
    ]
    found += [
        Reason(one.name, "its commits were often reverted", -2 * more)
        for one in workflows
        if (more := learned.undone.get(one.name, 0.0)) > 0.05
    ]
    found += _resembled(learned.told, task)
    return sorted(found, key=lambda one: (-abs(one.weight), one.workflow, one.text))


def _resembled(told: Mapping[frozenset[str], str], task: Read) -> list[Reason]:
    """What a person said of the task that shares most of its words with this one."""
    here = task.content
    near = max(told, key=lambda stems: _shared(stems, here), default=frozenset())
    share = _shared(near, here)
    if share < _ALIKE:
        return []
    what = "this task" if share == 1 else "a task like it"
    return [Reason(told[near], f"you said so of {what}", _SAME * share)]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _weight(learned: Learned, workflow: str, stem: str, total: float) -> float:
    """The log of how much more often a stem stands in this workflow's tasks than it would by
    chance; 0 for a stem that no example holds."""
    everywhere = sum(by.get(stem, 0.0) for by in learned.stems.values())
    by_chance = everywhere * learned.size.get(workflow, 0.0) / total
    here = learned.stems.get(workflow, {}).get(stem, 0.0)
    weight = math.log((here + _HELD) / (by_chance + _HELD))
    return max(-_MOST, min(_MOST, weight))


class Fit(NamedTuple):
    """An agent, and why it is the one."""

    name: str
    why: str


def agent_for(workflow: Workflow, examples: Sequence[Example]) -> Fit | None:
    """The agent that is set, else the one whose commits for such work stood best; None: unknown."""
    if workflow.agent:
        return Fit(workflow.agent, "set in the constitution")
    done = [one for one in examples if one.agent and one.workflow == workflow.name]
    all_of, kept = (
        Counter(one.agent for one in done),
        Counter(one.agent for one in done if one.kept),
    )
    known = [name for name, count in all_of.items() if count >= _FEWEST]
    if not known:
        return None
    best = max(known, key=lambda name: ((kept[name] + 1) / (all_of[name] + 2), name))
    return Fit(best, f"{kept[best]} of its {all_of[best]} such changes stand")
