"""The steps of a landing against the words of those who may approve."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers
from agentops_git.enforcement.landing_cover import Cover
from agentops_git.enforcement.landing_demand import CHANGE, Consent, Demands, Missing, missing
from agentops_git.enforcement.landing_steps import Landing, Step, graph_of
from agentops_git.enforcement.landing_text import Failure, Said, void_text
from agentops_git.enforcement.landing_words import Authors, words_on
from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.approvals.standing import Standing
from agentops_git.evidence.moment import Moment
from agentops_git.git.graph import Parents
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git

PATIENCE = 20
"""Steps without approval after which no merges are made any more: it is refused already."""


class Answer(NamedTuple):
    """What is said of one step, and up to which one that holds."""

    last: int
    consents: tuple[Consent, ...]
    missing: tuple[Missing, ...] = ()


class Judge:
    """One landing, judged: ``said`` for the report, ``counted`` for its notices."""

    def __init__(
        self,
        git: Git,
        ruling: Ruling,
        approvers: Approvers,
        landing: Landing,
        moment: Moment,
        steps: Sequence[Step],
        asking: Sequence[int],
    ) -> None:
        self._git, self._approvers, self._steps = git, approvers, steps
        self._demands = Demands(ruling.law)
        self._authors = Authors(git, approvers)
        self._brought = graph_of(git, [landing.new], landing.old)
        self._words = words_on(git, ruling, landing.ref, moment, None if asking else self._brought)
        self._cover = Cover(git, steps, self._graph(landing), self._words.counting, self._demands)
        self._void: dict[str, str] = {}
        self._rejections = [each for each in self._words.counting if self._rejects(each)]
        self.counted: list[tuple[str, Consent]] = []
        self.said = self._judged(asking)

    def _graph(self, landing: Landing) -> Parents:
        """What the new commits and those that somebody spoke of reach beyond the old tip."""
        spoken = {tip for each in self._words.counting for tip in (each.head, each.base) if tip}
        if spoken <= self._brought.keys():
            return self._brought
        return graph_of(self._git, [landing.new, *sorted(spoken)], landing.old)

    def _rejects(self, word: Consent) -> bool:
        return not word.approves and word.head in self._brought

    def _judged(self, asking: Sequence[int]) -> Said:
        failures: list[Failure] = []
        done = -1
        for at in asking:
            if at <= done:
                continue
            answer = self._answer(at, tired=len(failures) >= PATIENCE)
            done = answer.last
            commit = self._steps[done].commit
            if answer.missing:
                failures.append(self._failure(self._steps[at], answer.missing))
            else:
                self.counted += [(commit, each) for each in answer.consents]
        return Said(tuple(failures), self._standing_rejections(), self._void_on(failures))

    def _failure(self, step: Step, missing: Sequence[Missing]) -> Failure:
        """The failure, whom it asks being without the authors where these can't approve."""
        if len(self._approvers.people) == 1:
            return Failure(step, tuple(missing))
        own = self._authors.of(step.before, step.commit)
        return Failure(
            step,
            tuple(
                each._replace(ask=tuple(name for name in each.ask if name not in own))
                for each in missing
            ),
        )

    def _answer(self, at: int, tired: bool) -> Answer:
        consents = self._authors.marked(self._cover.by_id(self._steps[at]))
        short = self._lacks(self._steps[at].paths, consents)
        if not short or tired:
            return Answer(at, consents, short)
        covered = self._cover.by_merge(at)
        self._void.update(covered.void)
        self._rejections += covered.rejections
        if not covered.consents:
            return Answer(at, consents, short)
        consents += self._authors.marked(covered.consents)
        last = covered.run.last
        paths = [path for step in self._steps[at : last + 1] for path in step.paths]
        short = self._lacks(list(dict.fromkeys(paths)), consents)
        return Answer(at if short else last, consents, short)

    def _lacks(self, paths: Sequence[str], consents: Sequence[Consent]) -> tuple[Missing, ...]:
        found = (missing(need, consents, self._approvers) for need in self._demands.of(paths))
        return tuple(each for each in found if each)

    def _standing_rejections(self) -> tuple[Consent, ...]:
        gates = {CHANGE} | {each.gate for each in self._approvers.thresholds if each.paths}
        unique = {each.id: each for each in self._rejections if each.gate in gates}
        return tuple(each for each in unique.values() if not self._cover.withdrawn(each))

    def _void_on(self, failures: Sequence[Failure]) -> tuple[tuple[str, str], ...]:
        """Words that seem to be about what lacks approval, and why they don't count."""
        if not failures:
            return ()
        steps = [failure.step for failure in failures]
        trees = {step.tree for step in steps}
        ids = patch_ids(self._git, [step.commit for step in steps])
        patches = set(ids.values())
        near = [each for each in self._words.void if self._is_near(each, trees, patches)]
        near = [each for each in near if not self._said_again(each)]
        rows = [(each.on, void_text(each)) for each in near]
        return (*rows, *self._void_by_place())

    def _said_again(self, word: Standing) -> bool:
        """Whether a word that counts says of the same commit what this one says in vain."""
        return any(
            each.head == word.on and word.by and each.person == word.by.person.name
            for each in self._words.counting
        )

    def _is_near(self, word: Standing, trees: set[str], patches: set[str]) -> bool:
        if word.on in self._brought:
            return True
        said = word.statement
        return said is not None and (said.tree in trees or said.patch_id in patches)

    def _void_by_place(self) -> Iterable[tuple[str, str]]:
        for each in self._words.counting:
            if each.id in self._void:
                yield (
                    each.head,
                    f"the approval of {each.person} does not count: {self._void[each.id]}",
                )
