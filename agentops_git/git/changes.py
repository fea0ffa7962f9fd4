"""What commits and the index change, as git's raw records say: never a rendered diff."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agentops_git.git.process import Git

REGULAR, EXECUTABLE, SYMLINK, GITLINK = 0o100644, 0o100755, 0o120000, 0o160000


class Entry(NamedTuple):
    """One path that a change touches; a rename is two of them.

    ``status`` is A, M, D or T. Modes are 0 and object ids empty where there is nothing.
    ``olds`` are the blobs that stood there before: one for each parent that had one.
    """

    path: str
    status: str
    old_mode: int
    new_mode: int
    olds: tuple[str, ...]
    new: str


class Change(NamedTuple):
    """What one commit changes, None being the index against HEAD.

    Of a merge, only what differs from all its parents: what the merge itself made.
    """

    commit: str | None
    entries: tuple[Entry, ...]


def changes_of(git: Git, commits: Iterable[str]) -> Iterator[Change]:
    """The changes of commits in their order, in one process; those that change nothing too."""
    raise NotImplementedError


def staged_change(git: Git) -> Change:
    """What the index changes against HEAD (or against nothing, on an unborn branch)."""
    raise NotImplementedError


def change_between(git: Git, old: str | None, new: str) -> Change:
    """What the tree of ``new`` changes against that of ``old`` (None: against nothing)."""
    raise NotImplementedError
