"""What recall is asked about: paths as git names them, or what is being changed."""

import os
import posixpath
from collections.abc import Sequence

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line


def from_top(git: Git, paths: Sequence[str]) -> tuple[str, ...]:
    """Paths relative to where git runs, or absolute, as paths from the top of the tree.

    They need not exist; "" is the top. UsageError outside the repository.
    """
    if not paths:
        return ()
    prefix = git.text("rev-parse", "--show-prefix")
    return tuple(dict.fromkeys(_one(git, prefix, path) for path in paths))


def _one(git: Git, prefix: str, path: str) -> str:
    inside = _below_top(git, path) if os.path.isabs(path) else posixpath.join(prefix, path)
    joined = posixpath.normpath(inside)
    if not path or joined.startswith("../") or joined == ".." or "\0" in path:
        shown = one_line(path, 200) or "an empty path"
        raise UsageError(f"{shown} lies outside the repository; name a path inside it")
    return "" if joined == "." else joined


def _below_top(git: Git, path: str) -> str:
    """An absolute path from the top; ``..`` where it lies elsewhere."""
    found = git.ask("rev-parse", "--show-toplevel")
    top = os.fsdecode(found.out).removesuffix("\n")
    folder, name = os.path.split(os.path.normpath(path))
    real = os.path.join(os.path.realpath(folder), name)
    return os.path.relpath(real, os.path.realpath(top)) if found.code == 0 else ".."


def at_hand(git: Git) -> tuple[str, ...]:
    """The files that are staged; where there are none, those changed in the work tree."""
    if git.ask("rev-parse", "--is-inside-work-tree").out.strip() != b"true":
        return ()
    staged = _names(git, "diff", "--cached", "--name-only", "--no-renames", "-z")
    if staged:
        return staged
    changed = _names(git, "diff", "--name-only", "--no-renames", "-z")
    new = _names(git, "ls-files", "--others", "--exclude-standard", "--full-name", "-z")
    return tuple(dict.fromkeys(changed + new))


def _names(git: Git, *args: str) -> tuple[str, ...]:
    done = git.ask(*args)
    names = done.out.decode("utf-8", "surrogateescape").split("\0")
    return tuple(name for name in names if name) if done.code == 0 else ()
