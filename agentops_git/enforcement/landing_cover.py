"""Which approvals cover which steps of a landing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.enforcement.landing_demand import Consent, Demands
from agentops_git.enforcement.landing_graph import Parents, reach, within
from agentops_git.enforcement.landing_steps import Step
from agentops_git.evidence.approvals.heads import heads_of
from agentops_git.git.changes import commit_changes
from agentops_git.git.mainline import merged_trees, paths_between, trees_of
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
        self._landed = reach(parents, [steps[-1].commit] if steps else [])
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
        seen = reach(self._parents, [step.commit])
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
            elif why := self._why_not(run, consent):
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
            self._paths = _changed(self._git, self._consents)
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
            len(others) == 1 and consent.head in reach(self._parents, [others[0]])
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

    def _why_not(self, run: Run, consent: Consent) -> str | None:
        before = self._steps[run.first].before
        behind = consent.base not in self._parents or consent.base in reach(self._parents, [before])
        if not behind:
            return f"{before[:12]} does not descend from its base {consent.base[:12]}"
        return self._moved(before, consent)

    def _moved(self, before: str, consent: Consent) -> str | None:
        """What a moved base changed that needs approval itself; a landing of this head too."""
        known = [f"^{tip}" for tip in (consent.base, consent.head) if tip]
        since = self._git.text("--no-replace-objects", "rev-list", before, *known, "--").split()
        for change in commit_changes(self._git, since) if since else ():
            paths = [file.path for file in change.files]
            if self._demands.touched(paths):
                at = (change.commit or "")[:12]
                return f"its base has moved since, and {at} changed what needs approval"
        return None


def _changed(git: Git, consents: Sequence[Consent]) -> dict[str, frozenset[str]]:
    """What lies between the base and the head of each consent, in two processes."""
    commits = dict.fromkeys(tip for each in consents for tip in (each.base, each.head) if tip)
    trees = {"": git.text("hash-object", "-t", "tree", "--stdin"), **trees_of(git, [*commits])}
    pairs = {each.id: (trees[each.base], trees[each.head]) for each in consents}
    paths = paths_between(git, pairs.values())
    return {consent: frozenset(paths.get(pair, ())) for consent, pair in pairs.items()}
