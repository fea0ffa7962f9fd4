"""Validation gates at the moment when a ref takes commits in: whether evidence is there."""

from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding


def judge_gates(
    git: Git, ruling: Ruling, ref: str, old: str | None, new: str, moment: Moment
) -> tuple[Finding, ...]:
    """The findings on gates that apply to what ``new`` brings to ``ref``."""
    return ()
