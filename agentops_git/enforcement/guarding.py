"""Guardrails on the changes of commits and of the index."""

from collections.abc import Sequence

from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.situation import Situation
from agentops_git.git.history import Commit
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding


def judge_changes(git: Git, ruling: Ruling, commits: Sequence[Commit]) -> tuple[Finding, ...]:
    """The findings on what commits change, in their order."""
    return ()


def judge_index(here: Situation) -> tuple[Finding, ...]:
    """The findings on what is staged."""
    return ()
