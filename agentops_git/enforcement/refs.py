"""Guardrails on ref updates: rewrites and deletions of protected refs and of notes refs."""

import re

from agentops_git.constitution.model import Constitution
from agentops_git.git.process import Git
from agentops_git.message.printable import shell_word
from agentops_git.rules.finding import Finding
from agentops_git.rules.levels import level_of

REWRITTEN, DELETED = "G016", "G017"
NOTES = "refs/notes/"
_HEADS, _TAGS = "refs/heads/", "refs/tags/"
_PLAIN = re.compile(r"[A-Za-z0-9._/][A-Za-z0-9._/-]*")


def judge_ref(
    git: Git, law: Constitution, ref: str, old: str | None, new: str | None
) -> tuple[Finding, ...]:
    """The finding on a ref that must only go forward; ``old`` and ``new`` are object ids.

    A tag goes nowhere: any other object than the one it names is a rewrite.
    """
    if old is None or old == new:
        return ()
    if new is None:
        return finding(law, DELETED, f"{_named(ref)} would be deleted", _kept(ref))
    if ref.startswith(_TAGS):
        return finding(law, REWRITTEN, f"{_named(ref)} would name another object", _kept(ref))
    if _descends(git, old, new):
        return ()
    said = f"{_named(ref)} would be rewritten: {new[:12]} does not hold {old[:12]}, where it is"
    return finding(law, REWRITTEN, said, _caught_up(ref))


def finding(
    law: Constitution, code: str, message: str, suggestion: str | None
) -> tuple[Finding, ...]:
    """The finding at the level of the law; none where the law has that off."""
    level = level_of(law, code)
    return () if level == "off" else (Finding(code, level, message, suggestion=suggestion),)


def _named(ref: str) -> str:
    return ref if ref.startswith(NOTES) else f"{ref}, which is protected,"


def _descends(git: Git, old: str, new: str) -> bool:
    """Whether ``new`` holds ``old``; an object that is not here is held by nothing that is."""
    asked = ("--no-replace-objects", "merge-base", "--is-ancestor", old, new)
    return git.ask(*asked).code == 0


def _kept(ref: str) -> str:
    if ref.startswith(NOTES):
        return "agentops-git note redact ID  # removes one line for good"
    return f"agentops-git explain {DELETED}  # how a protected ref is retired"


def _caught_up(ref: str) -> str:
    if ref.startswith(NOTES):
        return "agentops-git sync  # brings what is there, and merges"
    name = ref.removeprefix(_HEADS)
    return f"git pull --rebase origin {name if _PLAIN.fullmatch(name) else shell_word(name)}"
