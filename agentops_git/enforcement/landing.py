"""Human gates at the moment when a protected ref takes commits in."""

from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding


def judge_landing(
    git: Git, ruling: Ruling, ref: str, old: str | None, new: str, moment: Moment
) -> tuple[Finding, ...]:
    """The findings on guarded changes between ``old`` and ``new`` that nobody approved."""
    return ()
