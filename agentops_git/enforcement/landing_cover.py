"""Which approvals cover which steps of a landing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.enforcement.landing_base import changed_paths, why_void
from agentops_git.enforcement.landing_demand import Consent, Demands
from agentops_git.enforcement.landing_steps import Step
from agentops_git.evidence.approvals.heads import heads_of
from agentops_git.git.graph import Parents, reached, within
from agentops_git.git.mainline import merged_trees
from agentops_git.git.process import Git

LONGEST = 100
"""Commits of one approval that a host may have rebased; hosts themselves stop there."""


class Run(NamedTuple):
    """Steps ``first`` to ``last`` as one landing of an approved head."""

    first: int
    last: int


class Covered(NamedTuple):
    """The consents that cover a run, and those that would, but for the reason given.

    A rejection of the same head is among ``rejections``, whatever it stands on.
    """

    run: Run
    consents: tuple[Consent, ...] = ()
    rejections: tuple[Consent, ...] = ()
    void: tuple[tuple[str, str], ...] = ()


class Cover:
    """Looks for consents to the steps of one landing.

    ``parents`` is the graph of what the steps and the consents reach beyond ``old``; a base
    that is not in it lies behind ``old``.
    """

    def __init__(
        self,
        git: Git,
        steps: Sequence[Step],
        parents: Parents,
        consents: Sequence[Consent],
        demands: Demands,
    ) -> None:
        self._git, self._steps, self._parents, self._demands = git, steps, parents, demands
        self._consents = consents
        self._within = {each.id: within(parents, each.base, each.head) for each in consents}
        self._landed = reached(parents, [steps[-1].commit] if steps else [])
        self._paths: dict[str, frozenset[str]] | None = None
        self._wrong: set[str] | None = None

    def by_id(self, step: Step) -> tuple[Consent, ...]:
        """The consents to the very commit of a step, whose head lands along with it."""
        if step.kind == "proposed":
            return ()  # what lands will be a merge that is still to be made
        if self._odd([step]):
            return ()
        landed = (each for each in self._consents if each.head in self._landed)
        found = (each for each in landed if self._is_in(step.commit, each))
        return tuple(each for each in found if step.kind == "commit" or self._all_of(step, each))

    def _is_in(self, commit: str, consent: Consent) -> bool:
        return consent.approves and commit in self._within[consent.id]

    def withdrawn(self, rejection: Consent) -> bool:
        """Whether whoever rejected has approved since, that head or what was built on it."""
        return any(
            each.person == rejection.person
            and each.at > rejection.at
            and self._is_in(rejection.head, each)
            for each in self._consents
        )

    def _all_of(self, step: Step, consent: Consent) -> bool:
        """Whether a consent is to everything between what stands and the commit of a whole step."""
        if consent.base in self._parents:
            return False
        if step.kind == "conflict":
            return consent.head == step.commit
        seen = reached(self._parents, [step.commit])
        return any(step.before in self._parents[commit] for commit in seen)

    def by_merge(self, at: int) -> Covered:
        """The consents to a head whose merge, squash or rebase a step is, or is part of."""
        if self._steps[at].kind in ("whole", "conflict"):
            return Covered(Run(at, at))
        runs: dict[Run, list[Consent]] = {}
        rejections: list[Consent] = []
        void: dict[str, str] = {}
        for run, consent in self._matching(at):
            if not consent.approves:
                rejections.append(consent)
            elif why := why_void(
                self._git, self._parents, self._demands, self._steps[run.first].before, consent
            ):
                void[consent.id] = why
            else:
                runs.setdefault(run, []).append(consent)
        best = max(runs, key=lambda run: len(runs[run]), default=Run(at, at))
        return Covered(best, tuple(runs.get(best, ())), tuple(rejections), tuple(void.items()))

    def _matching(self, at: int) -> Iterator[tuple[Run, Consent]]:
        """Consents with the steps that end in the tree of merging their head where they begin."""
        asked = [
            (first, each)
            for each in self._consents
            if each.head in self._parents and self._touches(each, at)
            for first in range(max(0, at + 1 - self._length(each)), at + 1)
        ]
        trees = merged_trees(
            self._git, [(self._steps[first].before, each.head) for first, each in asked]
        )
        for (first, consent), tree in zip(asked, trees, strict=True):
            end = min(first + self._length(consent), len(self._steps))
            for last in range(at, max(end, at + 1)):
                run = Run(first, last)
                if tree == self._steps[last].tree and self._is_landing(run, consent):
                    yield run, consent

    def _touches(self, consent: Consent, at: int) -> bool:
        """Whether what was approved changes the very paths for which a step asks.

        It spares a merge for each approval that is about anything else.
        """
        if self._paths is None:
            self._paths = changed_paths(self._git, self._consents)
        asked = {path for path in self._steps[at].paths if self._demands.touched([path])}
        return asked <= self._paths[consent.id]

    def _length(self, consent: Consent) -> int:
        return min(LONGEST, max(1, len(self._within[consent.id])))

    def _is_landing(self, run: Run, consent: Consent) -> bool:
        """Whether steps are of the form in which hosts land a head: merge, squash or rebase."""
        steps = self._steps[run.first : run.last + 1]
        if self._odd(steps):
            return False
        if len(steps) > 1:
            return all(len(step.parents) == 1 for step in steps) and self._rebased(steps, consent)
        others = steps[0].parents[1:]
        return not others or (
            len(others) == 1 and consent.head in reached(self._parents, [others[0]])
        )

    def _odd(self, steps: Sequence[Step]) -> bool:
        """Whether a commit can be read in two ways: git takes the first of two headers."""
        if self._wrong is None:
            heads = heads_of(self._git, [step.commit for step in self._steps])
            self._wrong = {commit for commit, head in heads.items() if head.wrong}
        return any(step.commit in self._wrong for step in steps)

    def _rebased(self, steps: Sequence[Step], consent: Consent) -> bool:
        """Whether each step on the way has the tree of merging some commit that was approved."""
        commits = sorted(self._within[consent.id])[: LONGEST * 2]
        trees = set(merged_trees(self._git, [(steps[0].before, commit) for commit in commits]))
        return all(step.tree in trees for step in steps)
