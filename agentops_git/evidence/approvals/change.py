"""The change that a person is to decide on, as its objects are."""

from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.heads import heads_of
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line

_RAW = "--no-replace-objects"


class Change(NamedTuple):
    """``base..head`` with what is signed of it; ``commits`` are those it brings, newest first.

    ``base`` is empty for a root commit alone.
    """

    base: str
    head: str
    tree: str
    message: str
    patch_id: str
    commits: tuple[Commit, ...]


def change_of(git: Git, named: str, base: str | None) -> Change:
    """The change that ``COMMIT``, ``A..B`` or ``A...B`` names; ``base`` is what it starts from.

    UsageError where there is none, or where its last commit is not to be believed.
    """
    start, head = _ends(git, named)
    tip = heads_of(git, [head])[head]
    if tip.wrong:
        raise UsageError(f"{head[:12]} must not be approved: it {tip.wrong}")
    if base is not None:
        start = _commit(git, base)
    elif start is None:
        start = tip.parents[0] if tip.parents else ""
    commits = commits_of(git, start, head)
    if not commits:
        raise UsageError(f"'{one_line(named, 80)}' holds no commit; nothing is there to decide on")
    patch = _patch_id(git, start, head)
    return Change(start, head, tip.tree, tip.message, patch, commits)


def _ends(git: Git, named: str) -> tuple[str | None, str]:
    """Where a change starts, None where that is not said, and its last commit."""
    left, dots, right = named.partition("..")
    if not dots:
        return None, _commit(git, named)
    head = _commit(git, right.removeprefix(".") or "HEAD")
    start = _commit(git, left or "HEAD")
    return (_fork_point(git, start, head) if right.startswith(".") else start), head


def _commit(git: Git, rev: str) -> str:
    asked = "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
    found = git.ask(_RAW, *asked)
    if found.code != 0:
        raise UsageError(
            f"no commit is named '{one_line(rev, 80)}'; write a COMMIT or a RANGE (A..B)"
        )
    return found.out.decode().strip()


def _fork_point(git: Git, one: str, other: str) -> str:
    found = git.ask(_RAW, "merge-base", one, other)
    return found.out.decode().split("\n")[0] if found.code == 0 else one


def commits_of(git: Git, start: str, head: str) -> tuple[Commit, ...]:
    """The commits of ``start..head``, newest first; of a root commit (no ``start``) it alone."""
    options = () if start else ("--max-count=1",)
    return tuple(read_commits(git, options, [head, *([f"^{start}"] if start else [])]))


def _patch_id(git: Git, start: str, head: str) -> str:
    """The patch-id of the whole change: ``diff-tree`` takes the parent to compare with."""
    asked = f"{head} {_fork_point(git, start, head)}" if start else head
    return patch_ids(git, [asked]).get(head, "")


def people_in(commits: tuple[Commit, ...]) -> frozenset[str]:
    """The addresses of everyone who wrote, committed or helped to write commits."""
    from agentops_git.message.trailers import parse

    found = {address for each in commits for address in (each.author_email, each.committer_email)}
    for each in commits:
        helped = (value for key, value in parse(each.message) if key.lower() == "co-authored-by")
        found |= {value.rpartition("<")[2].rstrip("> ") for value in helped}
    return frozenset(found)
