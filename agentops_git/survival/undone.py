"""Commits that ``git reset`` took off the branch, and that what is staged brings back.

HEAD's log names them, and only while nothing has moved HEAD since: ``ORIG_HEAD`` outlives
later commits and is set by merges, rebases and pulls as well. A reset may also have meant to
throw them away, so they count by what is staged: a path where more than half of what they did
stands. Whoever mends a line before the new commit still makes the same change.
"""

from typing import NamedTuple

from agentops_git.git.objects import resolve
from agentops_git.git.paths import changed_paths
from agentops_git.git.process import Git
from agentops_git.git.reflog import RESET, last_move

_NUMBERS = ("--numstat", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
_MANY = 200
"""How many staged paths are named to git; of more, all that changed is compared."""


class Lines(NamedTuple):
    """How many lines one path gains and loses; None where it is binary."""

    added: int | None
    deleted: int | None


def undone_commits(git: Git, git_dir: str) -> tuple[str, ...]:
    """Those commits, oldest first; empty where no reset came just before, or none is brought back.

    A commit all of whose changes stay out is not among them.
    """
    move = last_move(git, git_dir)
    if move is None or not move.why.startswith(RESET):
        return ()
    if resolve(git, ["HEAD", move.old]) != [(move.new, "commit"), (move.old, "commit")]:
        return ()
    kept = _kept_paths(git, move.new, move.old)
    if not kept:
        return ()
    commits = git.text("rev-list", "--reverse", "--topo-order", move.old, f"^{move.new}").split()
    paths = changed_paths(git, commits)
    return tuple(one for one in commits if not paths[one] or not kept.isdisjoint(paths[one]))


def _kept_paths(git: Git, base: str, tip: str) -> frozenset[str]:
    """The paths where what is staged on ``base`` is more than half of what leads to ``tip``."""
    staged = git.run("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff")
    names = staged.decode("utf-8", "surrogateescape").split("\0")[:-1]
    if not names:
        return frozenset()
    only = ["--", *names] if len(names) <= _MANY else []
    wanted = _lines(git, "diff-tree", "-r", *_NUMBERS, base, tip, *only)
    left = _lines(git, "diff-index", "--cached", *_NUMBERS, tip, *only) if wanted else {}
    return frozenset(path for path, lines in wanted.items() if _stands(lines, left.get(path)))


def _stands(wanted: Lines, left: Lines | None) -> bool:
    """Whether most of a change is there, by what is ``left`` between its result and ours.

    Lines that it added and that are gone count against it, lines on top of them do not.
    """
    if left is None:
        return True
    if wanted.added is None or wanted.deleted is None or left.added is None or left.deleted is None:
        return False
    if wanted.added:
        return 2 * left.deleted < wanted.added
    return 2 * left.added < wanted.deleted


def _lines(git: Git, *args: str) -> dict[str, Lines]:
    out = git.run("--literal-pathspecs", "--no-replace-objects", *args)
    rows = (row.split("\t", 2) for row in out.decode("utf-8", "surrogateescape").split("\0"))
    return {row[2]: Lines(_number(row[0]), _number(row[1])) for row in rows if len(row) == 3}


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None
