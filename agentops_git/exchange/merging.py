"""Taking the notes of another tip into a local notes ref: never forced, compare and swap."""

from collections.abc import Callable
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.exchange.locks import LOCKED
from agentops_git.exchange.plan import Plan, plan
from agentops_git.git.identity import committer
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.commit import Moved, commit_notes
from agentops_git.notes.refs import ref_of

TRIES = 50
"""How often a merge begins anew because another process wrote to the ref meanwhile."""


class Merged(NamedTuple):
    """Where the local ref is now, and the plan that brought it there."""

    tip: str
    plan: Plan


def merge(git: Git, kind: str, theirs: str, why: str, pause: Callable[[int], None]) -> Merged:
    """Merge ``theirs`` into the local ref of a kind, as it stands at the moment it is written.

    EnvironmentFailure where the repository can't be written, or other writers leave no gap.
    """
    ref = ref_of(kind)
    for attempt in range(TRIES):
        ours = _tip(git, ref)
        todo = plan(git, kind, ours, theirs)
        tip = _apply(git, ref, ours, theirs, todo, why)
        if tip:
            return Merged(tip, todo)
        pause(attempt)
    raise EnvironmentFailure(f"other writers kept changing {ref}; run this again")


def _apply(git: Git, ref: str, ours: str | None, theirs: str, todo: Plan, why: str) -> str | None:
    """The new tip; None where the ref has moved."""
    if ours is None or todo.fast_forward:
        return theirs if _swap(git, ref, theirs, ours, why) else None
    if todo.changes is None:
        return ours
    try:
        return commit_notes(git, ref, ours, (theirs,), todo.changes, committer(git), f"{why}\n")
    except Moved:
        return None


def _tip(git: Git, ref: str) -> str | None:
    return git.ask("rev-parse", "--verify", "--quiet", ref).out.decode().strip() or None


def _swap(git: Git, ref: str, new: str, old: str | None, why: str) -> bool:
    """Move a ref where it is still at ``old``; whether it was."""
    done = git.ask(
        "update-ref", "--create-reflog", "-m", f"agentops-git: {why}", "--end-of-options", ref, new,
        old or "0" * len(new),
    )  # fmt: skip
    if done.code == 0:
        return True
    if _tip(git, ref) != old or LOCKED in done.err:
        return False
    said = one_line(done.err.decode("utf-8", "replace"), 300)
    raise EnvironmentFailure(f"{ref} can't be moved: {said}")
