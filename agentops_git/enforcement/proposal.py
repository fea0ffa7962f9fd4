"""Commits here that the default branch is to take in some day: what is still missing for that."""

import os
from typing import NamedTuple

from agentops_git.enforcement.default_branch import default_branch, main_remotes, stated_default
from agentops_git.enforcement.gating import judge_gates
from agentops_git.enforcement.landing import Landing, judge_landing
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.ranges import Report
from agentops_git.evidence.moment import Moment
from agentops_git.git.config import Config
from agentops_git.git.process import Git


class Proposed(NamedTuple):
    """A full ref, the commit at which its law was read, and the commit proposed to it."""

    ref: str
    tip: str
    new: str


def default_ref(git: Git, config: Config, branch: str | None) -> str | None:
    """The full name of the default branch, where it is known here."""
    stated = stated_default(config, branch, os.environ)
    for remote in (*main_remotes(config), None):
        found = default_branch(git, config, remote, branch, os.environ)
        if found and stated in (None, found.name):
            return f"refs/heads/{found.name}"
    return None


def with_proposal(
    git: Git, ruling: Ruling, report: Report, what: Proposed, moment: Moment
) -> Report:
    """The report, and the gates and approvals that are missing; those refuse nothing yet."""
    gates = judge_gates(git, ruling, what.ref, what.tip, what.new, moment, what.tip)
    landing = Landing(what.ref, what.tip, what.new, "proposal", binding=False)
    landed = judge_landing(git, ruling, landing, moment)
    return report._replace(
        findings=report.findings + gates + landed.findings,
        notices=report.notices + landed.notices,
    )
