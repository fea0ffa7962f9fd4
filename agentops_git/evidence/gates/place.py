"""Where a tree is run: in the work tree where that equals it, else in a temporary checkout.

Nothing of a person's is moved, staged or written. What tells whether files equal the tree is an
index of our own, made anew from it: so every file's content is read, and no flag in the person's
index (assume-unchanged, skip-worktree, a file system monitor) can hide a difference.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from agentops_git.evidence.gates.clearing import clear
from agentops_git.evidence.gates.command import without_git
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places

_PLAIN = (
    "--no-replace-objects", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false",
    "-c", "core.untrackedCache=false", "-c", "core.ignoreStat=false", "-c", "core.splitIndex=false",
    "-c", "core.sparseCheckout=false", "-c", "core.bare=false",
)  # fmt: skip
_SHOWN = 3


class Place(NamedTuple):
    """A directory whose tracked files are those of a tree; ``git`` sees them by our own index."""

    directory: str
    how: Literal["in place", "checkout"]
    git: Git

    def changed(self) -> tuple[str, ...]:
        """The tracked files that differ from the tree, submodules' own changes included."""
        self.git.ask(*_PLAIN, "update-index", "-q", "--refresh")
        out = self.git.run(*_PLAIN, "diff-files", "--name-only", "-z", "--ignore-submodules=none")
        return tuple(out.decode("utf-8", "surrogateescape").split("\0")[:-1])


def work_tree(git: Git) -> str | None:
    """The top of the work tree; None where there is none."""
    done = git.ask("rev-parse", "--show-toplevel")
    return os.fsdecode(done.out).removesuffix("\n") if done.code == 0 and done.out else None


def in_place(git: Git, tree: str, scratch: str) -> Place | str:
    """The work tree, where its files are those of the tree and no others; else why it is not.

    Ignored files may be there. ``scratch`` is a directory for our index.
    """
    top = work_tree(git)
    if top is None:
        return "there is no work tree here"
    where = places(git)
    own = _seeing(git, where, top, os.path.join(scratch, "seen"))
    own.run(*_PLAIN, "read-tree", tree)
    place = Place(top, "in place", own)
    if differ := place.changed():
        return f"the work tree has other contents ({_some(differ)})"
    rows = own.run(*_PLAIN, "ls-files", "--others", "--exclude-standard", "-z")
    if others := rows.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        return f"the work tree has untracked files ({_some(others)})"
    return place


def _some(names: tuple[str, ...] | list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _seeing(git: Git, where: Places, directory: str, index: str) -> Git:
    """The repository with another work tree and index."""
    env = {**git.env, "GIT_DIR": where.git_dir, "GIT_WORK_TREE": directory, "GIT_INDEX_FILE": index}
    return Git(directory, env)


@contextmanager
def scratch_directory() -> Iterator[str]:
    """A directory that is gone afterwards, whatever happens meanwhile."""
    path = tempfile.mkdtemp(prefix="agentops-gate-")
    try:
        yield path
    finally:
        clear(path)


def checkout(git: Git, tree: str, head: str | None, scratch: str) -> Place:
    """The tree in a fresh directory below ``scratch``: a small repository of its own at ``head``.

    It borrows our objects, and has none of our refs, hooks and settings, so that nothing a command
    does to it reaches us. Submodules stay empty; filters (LFS) apply as in a clone of the user's.
    """
    where = places(git)
    top = work_tree(git) or where.common_dir
    directory = os.path.join(scratch, os.path.basename(top).removesuffix(".git") or "tree")
    _borrow(git, where, directory, head)
    index = os.path.join(scratch, "index")
    own = _seeing(git, where, directory, index)
    flags = ("--reset", "-u", "--no-sparse-checkout", "--no-recurse-submodules")
    own.run(*_PLAIN, "read-tree", *flags, tree)
    shutil.copyfile(index, os.path.join(directory, ".git", "index"))
    return Place(directory, "checkout", own)


def _borrow(git: Git, where: Places, directory: str, head: str | None) -> None:
    kind = git.text("rev-parse", "--show-object-format")
    plain = Git(None, without_git(git.env))
    plain.run(
        "-c", "init.defaultBranch=gate", "init", "--quiet", "--template=",
        f"--object-format={kind}", "--end-of-options", directory,
    )  # fmt: skip
    info = os.path.join(directory, ".git", "objects", "info")
    os.makedirs(info, exist_ok=True)
    with open(os.path.join(info, "alternates"), "wb") as file:
        file.write(_quoted(os.path.join(where.common_dir, "objects")) + b"\n")
    shallow = os.path.join(where.common_dir, "shallow")
    if os.path.exists(shallow):
        shutil.copyfile(shallow, os.path.join(directory, ".git", "shallow"))
    if head:
        Git(directory, plain.env).run("update-ref", "--no-deref", "HEAD", head)


def _quoted(path: str) -> bytes:
    """A path as ``alternates`` takes it whatever it holds: in quotes, escaped as in C."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return os.fsencode(f'"{escaped}"')
