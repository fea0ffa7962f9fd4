"""Guardrails on ref updates: rewrites and deletions of protected refs and of notes refs."""

from agentops_git.rules.finding import Finding


def judge_ref() -> tuple[Finding, ...]:
    """The findings on one ref update."""
    return ()
