"""Exemptions at the moment of a commit: what a local hook would refuse, and need not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agentops_git.enforcement.law import Ruling
from agentops_git.rules.finding import Finding

if TYPE_CHECKING:  # a commit that is right loads none of it
    from agentops_git.enforcement.exempting import Split
    from agentops_git.enforcement.situation import Situation
    from agentops_git.evidence.moment import Moment
    from agentops_git.git.config import Config
    from agentops_git.git.process import Git


def without_exempted(
    here: "Situation", findings: Sequence[Finding], message: str | None = None
) -> "Split":
    """Apply exemptions to the findings on a commit that is being made; else they stand."""
    from agentops_git.enforcement.exempting import Split, split

    if not findings or here.ruling.advisory or not here.ruling.blob:
        return Split(tuple(findings), ())
    return split(here.git, here.ruling, findings, local_moment(here.git, here.config), message)


def lawful_by_exemption(
    git: "Git", config: "Config", ruling: Ruling, findings: Sequence[Finding]
) -> bool:
    """Whether exemptions cover every error among the findings on commits."""
    from agentops_git.enforcement.exempting import split

    if not findings or not ruling.blob:
        return not findings
    left = split(git, ruling, findings, local_moment(git, config)).findings
    return not any(finding.level == "error" for finding in left)


def local_moment(git: "Git", config: "Config") -> "Moment":
    """Now, in this working repository."""
    from agentops_git.enforcement.default_branch import main_remotes
    from agentops_git.enforcement.moments import moment_of

    return moment_of(git, config, git.env, remote=next(iter(main_remotes(config)), None))
