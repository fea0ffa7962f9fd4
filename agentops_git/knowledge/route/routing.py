"""A task in, the workflow and agent that fit it out; and how often that is right here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.knowledge.route.calibration import (
    TEMPERATURE,
    Judged,
    Measured,
    fitted,
    measure,
    probabilities,
    verdict,
)
from agentops_git.knowledge.route.examples import Example
from agentops_git.knowledge.route.learned import Fit, Learned, agent_for, learn, taught
from agentops_git.knowledge.route.reading import Read, read
from agentops_git.knowledge.route.rules import Reason, reasons, scores
from agentops_git.knowledge.route.seeds import Terms, known, seeded
from agentops_git.knowledge.route.workflows import Workflow

FOLDS = 10
ENOUGH = 20
"""The fewest tasks that an accuracy is stated of."""
TO_FIT = 50
"""The fewest tasks that the temperature is fitted on, in place of the default."""
_SHOWN = 4  # reasons


class Route(NamedTuple):
    """Where a task goes: ``why`` is for people, ``alternatives`` all others, best first."""

    workflow: str
    confidence: float
    verdict: str
    why: str
    alternatives: tuple[tuple[str, float], ...]
    agent: Fit | None


class Report(NamedTuple):
    """Measured by cross-validation; None where the examples are fewer than ``ENOUGH``.

    ``rules`` are the defaults alone, rules and labelled tasks, on the tasks of the feedback.
    ``fitted``: whether the temperature is this repository's own.
    """

    feedback: int
    commits: int
    measured: Measured | None
    rules: Measured | None
    typed: Measured | None
    temperature: float
    fitted: bool


class Router:
    """Routes by the defaults (rules and labelled tasks) and what a repository's examples add."""

    def __init__(self, workflows: Sequence[Workflow], examples: Sequence[Example]) -> None:
        self.workflows, self.examples = tuple(workflows), tuple(examples)
        self._tasks = read([one.task for one in examples])
        self._learned = learn(self.examples, self._tasks)

    def route(self, text: str) -> Route:
        """The route of one task."""
        task = read([text])[0]
        lessons = taught(self._learned, task, self.workflows)
        chances = probabilities(self._scores(task, lessons), self.temperature()[0])
        (name, confidence), *others = chances.items()
        chosen = next(one for one in self.workflows if one.name == name)
        return Route(
            name, confidence, verdict(confidence), self._why(name, task, lessons),
            tuple(others), agent_for(chosen, self.examples),
        )  # fmt: skip

    def temperature(self) -> tuple[float, bool]:
        """How confident scores make; and whether that was fitted on this repository's feedback."""
        told = [at for at, one in enumerate(self.examples) if one.told]
        if len(told) < TO_FIT:
            return TEMPERATURE, False
        return fitted(list(self._held_out(told))), True

    def report(self) -> Report:
        """How often routes are right, on examples that each were left out when it was routed."""
        told = [at for at, one in enumerate(self.examples) if one.told]
        typed = [at for at, one in enumerate(self.examples) if not one.told and one.kept]
        temperature, own = self.temperature()

        def of(judged: Iterator[Judged], count: int) -> Measured | None:
            return measure(list(judged), temperature) if count >= ENOUGH else None

        return Report(
            len(told), len(typed), of(self._held_out(told), len(told)),
            of(self._by_rules(told), len(told)), of(self._held_out(typed), len(typed)),
            temperature, own,
        )  # fmt: skip

    def _by_rules(self, which: Sequence[int]) -> Iterator[Judged]:
        for at in which:
            yield Judged(self._scores(self._tasks[at], []), self.examples[at].workflow)

    def _held_out(self, which: Sequence[int]) -> Iterator[Judged]:
        """Each of some examples, by what all but its tenth of them teach."""
        for fold in range(FOLDS):
            asked = which[fold::FOLDS]
            learned = self._without(frozenset(asked))
            for at in asked:
                task = self._tasks[at]
                lessons = taught(learned, task, self.workflows)
                yield Judged(self._scores(task, lessons), self.examples[at].workflow)

    def _without(self, left_out: frozenset[int]) -> Learned:
        kept = [at for at in range(len(self.examples)) if at not in left_out]
        return learn([self.examples[at] for at in kept], [self._tasks[at] for at in kept])

    def _scores(self, task: Read, lessons: Sequence[Reason]) -> dict[str, float]:
        return total(task, self.workflows, known(), lessons)

    def _why(self, name: str, task: Read, lessons: Sequence[Reason]) -> str:
        """The strongest reasons for a workflow."""
        found = [*reasons(task, self.workflows), *seeded(task, [name], known())]
        said = _apart([one.text for one in found if one.workflow == name and one.weight >= 0.5])
        here = [one.text for one in lessons if one.workflow == name and one.weight >= 0.2]
        parts = [", ".join(said[:_SHOWN])] if said else []
        if here:
            parts.append(f"learned here: {', '.join(here[:_SHOWN])}")
        return "; ".join(parts) or "nothing in it speaks for one workflow more than for another"


def total(
    task: Read, workflows: Sequence[Workflow], terms: Terms, lessons: Iterable[Reason] = ()
) -> dict[str, float]:
    """The score of each workflow: by the rules, by labelled tasks, and by lessons."""
    sums = scores(reasons(task, workflows), workflows)
    for one in (*seeded(task, sums, terms), *lessons):
        sums[one.workflow] += one.weight
    return sums


def _apart(texts: Sequence[str]) -> list[str]:
    """The texts without the words that stand in a phrase among them."""
    phrased = {word for text in texts if " " in text for word in text.split()}
    return [text for text in texts if text not in phrased]
