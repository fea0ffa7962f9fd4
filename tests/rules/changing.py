"""Changes in a few words, for the tests of the rules on them."""

from agentops_git.constitution.guards import Agent, Guardrails
from agentops_git.constitution.model import Constitution
from agentops_git.git.changes import Change, FileChange, Version
from agentops_git.rules.changes.judge import judge_change
from agentops_git.rules.changes.model import Blob, Case

FILE, EXECUTABLE, LINK = "100644", "100755", "120000"
NONE = Version("000000", "0" * 40)


def added(path: str, oid: str = "new", mode: str = FILE) -> FileChange:
    return FileChange(path, (NONE,), Version(mode, oid))


def edited(path: str, oid: str = "new", mode: str = FILE, old: str = "old") -> FileChange:
    return FileChange(path, (Version(FILE, old),), Version(mode, oid))


def deleted(path: str, oid: str = "old") -> FileChange:
    return FileChange(path, (Version(FILE, oid),), NONE)


def case(
    *files: FileChange,
    guardrails: Guardrails | None = None,
    blobs: dict[str, Blob] | None = None,
    agents: tuple[str, ...] = (),
    named: tuple[Agent, ...] = (),
    lines: int | None = None,
) -> Case:
    """A staged change under a law with these guardrails and agents."""
    law = Constitution(guardrails=guardrails, agents=named)
    rails = guardrails or Guardrails()
    return Case(Change(None, files), law, rails, blobs or {}, agents, lines)


def said(of: Case) -> list[str]:
    """What fails: code, path and message, a line each."""
    return [f"{code} {fault.path}: {fault.message}" for code, fault in judge_change(of)]


def pasted(of: Case) -> list[str | None]:
    """What each finding offers to paste."""
    return [fault.suggestion for _, fault in judge_change(of)]
