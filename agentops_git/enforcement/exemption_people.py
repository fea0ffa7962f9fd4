"""Exemptions from approvals: they cost as many people as the approvals would. Pure."""

from collections.abc import Collection, Sequence

from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import Approvers
from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.landing_demand import Demands, eligible
from agentops_git.evidence.exemptions.judging import UNSIGNED, Void


def too_few(law: Constitution, signers: Collection[str], paths: Sequence[str]) -> Void | None:
    """Why these people can't exempt a change to ``paths`` from approval; None where they can."""
    people = law.approvers or Approvers()
    for need in Demands(law).of(paths):
        able = sum(name in signers for name in eligible(need.threshold, people))
        if able < need.threshold.at_least:
            of = f"{able} of the {need.threshold.at_least} people"
            return Void(UNSIGNED, f"has the signatures of {of} whom it takes to approve the change")
    return None


def covers_all(law: Constitution, globs: Sequence[str], paths: Sequence[str]) -> bool:
    """Whether globs hold every path that needs approval: one finding may stand for several."""
    demands = Demands(law)
    asked = [path for path in paths if demands.touched([path])]
    return bool(asked) and all(any_path_matches(globs, path) for path in asked)
