"""Whether what is staged was brought by the commits of a squash, or only lies in their paths."""

from collections.abc import Sequence

from agentops_git.git.paths import changed_paths
from agentops_git.git.process import Git

_PLAIN = ("--no-renames", "--no-ext-diff", "--no-textconv", "--no-color")
_MOST = 100
"""How many paths are compared line by line: one line in common is enough."""


def brought(git: Git, commits: Sequence[str]) -> bool:
    """Whether the index holds a change of these commits, the newest first.

    A path that is as the newest commit left it says so; else a line that both change, since what
    a conflict leaves is like neither side.
    """
    changed = {path for paths in changed_paths(git, commits).values() for path in paths}
    touched = changed & _staged(git)
    if not touched or touched - _staged(git, commits[0]):
        return bool(touched)
    some = ("--", *sorted(touched)[:_MOST])
    shown = (*_PLAIN, "-p", "-U0", "--full-index")
    here = git.run("--literal-pathspecs", "diff", "--cached", *shown, *some)
    there = git.run(
        "--no-replace-objects", "--literal-pathspecs", "diff-tree", "--stdin", "-r", "--root",
        *shown, *some, data="".join(f"{commit}\n" for commit in commits).encode(),
    )  # fmt: skip
    return not _changes(here).isdisjoint(_changes(there))


def _staged(git: Git, *against: str) -> set[str]:
    out = git.run("diff", "--cached", "--name-only", "-z", *_PLAIN, *against)
    return {*out.decode("utf-8", "surrogateescape").split("\0")[:-1]}


def _changes(diff: bytes) -> set[bytes]:
    """The lines with a word that a diff adds and removes, and the blobs that it makes."""
    found: set[bytes] = set()
    for line in diff.split(b"\n"):
        if line.startswith(b"index "):
            found.add(line.split()[1].partition(b"..")[2].strip(b"0"))
        elif line[:1] in (b"+", b"-") and not line.startswith((b"+++ ", b"--- ")):
            text = line[1:].strip()
            found.add(line[:1] + text if any(map(_word, text)) else b"")
    return found - {b""}


def _word(byte: int) -> bool:
    return byte > 127 or chr(byte).isalnum()
