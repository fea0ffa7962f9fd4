"""Human gates at the moment when a ref takes commits in (docs/approvals.md)."""

from typing import NamedTuple

from agentops_git.enforcement.landing_demand import Demands, Missing
from agentops_git.enforcement.landing_steps import Landing, Step, steps_of
from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding

__all__ = ["Landed", "Landing", "judge_landing"]


class Landed(NamedTuple):
    """What judging a landing gives: findings, and who approved what, for the report."""

    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()


def judge_landing(git: Git, ruling: Ruling, landing: Landing, moment: Moment) -> Landed:
    """Judge what the main line of an update changes by the approvals that the law asks for.

    G002 and H001: they are missing; H002: one that was given does not count; H003: rejected.
    """
    law = ruling.law
    demands = Demands(law)
    steps = steps_of(git, landing, demands.touched)
    asking = [at for at, step in enumerate(steps) if demands.touched(step.paths)]
    if asking and law.trusted:
        from agentops_git.enforcement.landing_trust import not_trusted

        asking = not_trusted(git, law.trusted, steps, asking)
    if law.approvers is None or not law.approvers.people:
        return _unnamed(git, ruling, landing, [steps[at] for at in asking], demands)
    if not steps or (not asking and moment.tip("approvals") is None):
        return Landed()
    from agentops_git.enforcement.landing_judge import Judge
    from agentops_git.enforcement.landing_text import approved_notices, findings_on

    judge = Judge(git, ruling, law.approvers, landing, moment, steps, asking)
    notices = approved_notices(judge.counted, law.approvers)
    return Landed(findings_on(git, ruling, landing, judge.said), notices)


def _unnamed(
    git: Git, ruling: Ruling, landing: Landing, steps: list[Step], demands: Demands
) -> Landed:
    """Nobody can approve: one warning for all that changes, at the last step that does."""
    if not steps:
        return Landed()
    from agentops_git.enforcement.landing_text import Failure, Said, findings_on

    paths = dict.fromkeys(path for step in steps for path in step.paths)
    lacks = tuple(Missing(need, (), (), (), ()) for need in demands.of(list(paths)))
    said = Said((Failure(steps[-1], lacks),))
    return Landed(findings_on(git, ruling, landing, said))
