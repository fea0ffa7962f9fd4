"""pre-commit: what is wrong whatever the message will say."""

import os
from collections.abc import Sequence

from agentops_git.enforcement.situation import Situation, situation
from agentops_git.enforcement.staged import judge_staged
from agentops_git.errors import ExitCode
from agentops_git.git.process import Git
from agentops_git.hooks.say import say_exempted, say_findings, say_staged
from agentops_git.rules.finding import Finding


def run(argv: list[str]) -> int:
    """Judge the index; 1 refuses the commit. File names that a hook runner adds are not needed."""
    here = situation(Git(), os.environ)
    findings = judge_staged(here)
    if _refuses(findings):
        findings = _without_exempted(here, findings)
    if _refuses(findings):
        say_findings(findings, here.ruling.source)
        return ExitCode.FINDINGS
    say_staged(findings)
    return ExitCode.OK if _gates_pass(here) else ExitCode.FINDINGS


def _refuses(findings: Sequence[Finding]) -> bool:
    return any(finding.level == "error" for finding in findings)


def _without_exempted(here: Situation, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    from agentops_git.enforcement.exempting_here import without_exempted

    left, exempted = without_exempted(here, findings)
    say_exempted(exempted)
    return left


def _gates_pass(here: Situation) -> bool:
    if not here.ruling.law.gates:
        return True
    from agentops_git.hooks.gates import index_passes

    return index_passes(here)
