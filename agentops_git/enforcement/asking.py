"""How a change stands at a human gate: what is missing, and whom to ask."""

from collections.abc import Iterable
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers, Threshold
from agentops_git.enforcement.landing_demand import (
    CHANGE,
    Consent,
    Demands,
    Missing,
    Need,
    eligible,
    missing,
)
from agentops_git.enforcement.landing_judge import Judge
from agentops_git.enforcement.landing_steps import Landing, Step, steps_of
from agentops_git.enforcement.landing_text import void_text
from agentops_git.enforcement.landing_words import Authors, words_on
from agentops_git.enforcement.proposing import Proposal
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git


class Gated(NamedTuple):
    """What a gate asks of one change (``needs``), and how far it got.

    ``void`` is why words that seem to be about it don't count.
    """

    needs: tuple[Need, ...]
    missing: tuple[Missing, ...]
    given: tuple[Consent, ...]
    rejections: tuple[Consent, ...]
    void: tuple[str, ...]
    named: bool = True

    @property
    def state(self) -> str:
        """In one word: rejected, missing, approved, open where nothing needs approval, unnamed
        where something would, but nobody is named who could give it."""
        if self.rejections:
            return "rejected"
        if self.missing:
            return "missing"
        if not self.needs:
            return "open"
        return "approved" if self.named else "unnamed"


def gated(git: Git, to: Proposal, moment: Moment, base: str, head: str, gate: str) -> Gated:
    """How ``base..head`` stands at a gate of the ref that it is proposed to.

    Gates that a ref update asks for are judged as the landing of ``head``; any other, such as
    deploy, by words on that very commit.
    """
    people = to.ruling.law.approvers or Approvers()
    if gate == CHANGE or any(each.gate == gate and each.paths for each in people.thresholds):
        return _landing(git, to, moment, people, head, gate)
    needs = [Need(each, (), "") for each in people.thresholds if each.gate == gate]
    return _at_gate(git, to, moment, people, base, head, needs)


def _landing(
    git: Git, to: Proposal, moment: Moment, people: Approvers, head: str, gate: str
) -> Gated:
    law = to.ruling.law
    demands = Demands(law)
    landing = Landing(to.ref, to.tip, head, "proposal")
    steps = steps_of(git, landing, demands.touched)
    asking = [at for at, step in enumerate(steps) if demands.touched(step.paths)]
    needs = _needs(demands, [steps[at] for at in asking], gate)
    if not people.people:
        return Gated(needs, (), (), (), (), named=False)
    if not steps:
        return Gated((), (), (), (), ())
    judge = Judge(git, to.ruling, people, landing, moment, steps, asking)
    lacks = [lack for failure in judge.said.failures for lack in failure.missing]
    given = {each.id: each for _, each in judge.counted if each.gate == gate}
    return Gated(
        needs,
        tuple(lack for lack in lacks if lack.need.threshold.gate == gate),
        _by_time(given.values()),
        tuple(each for each in judge.said.rejections if each.gate == gate),
        tuple(dict.fromkeys(why for _, why in judge.said.void)),
    )


def _needs(demands: Demands, steps: list[Step], gate: str) -> tuple[Need, ...]:
    paths = dict.fromkeys(path for step in steps for path in step.paths)
    return tuple(need for need in demands.of([*paths]) if need.threshold.gate == gate)


def _at_gate(
    git: Git,
    to: Proposal,
    moment: Moment,
    people: Approvers,
    base: str,
    head: str,
    needs: list[Need],
) -> Gated:
    words = words_on(git, to.ruling, to.ref, moment, {head})
    gates = {need.threshold.gate for need in needs}
    authors = Authors(git, people)
    said = authors.marked(each for each in words.counting if each.gate in gates)
    able = {name for need in needs for name in eligible(need.threshold, people)}
    own = authors.of(base, head) if len(people.people) > 1 else frozenset()
    lacks = [lack for need in needs if (lack := missing(need, said, people))]
    return Gated(
        tuple(needs),
        tuple(
            lack._replace(ask=tuple(name for name in lack.ask if name not in own)) for lack in lacks
        ),
        _by_time(each for each in said if each.approves and each.person in able),
        tuple(each for each in said if not each.approves),
        tuple(dict.fromkeys(map(void_text, words.void))),
    )


def _by_time(consents: Iterable[Consent]) -> tuple[Consent, ...]:
    return tuple(sorted(consents, key=lambda each: (each.at, each.person)))


def who_may(people: Approvers, gate: str) -> tuple[str, ...]:
    """Everyone who may meet some threshold of a gate, by name."""
    thresholds = [each for each in people.thresholds if each.gate == gate] or [Threshold()]
    return tuple(dict.fromkeys(name for each in thresholds for name in eligible(each, people)))


def known_gates(people: Approvers) -> tuple[str, ...]:
    """The gates that a law knows: ``change``, and those of its thresholds."""
    return tuple(dict.fromkeys((CHANGE, *(each.gate for each in people.thresholds))))
