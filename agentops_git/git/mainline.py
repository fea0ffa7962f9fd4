"""What the first-parent chain of a branch takes in, step by step, as trees and never as diffs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.environment import with_settings
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git, GitFailed

Pair = tuple[str, str]
_MERGE = (
    "--no-replace-objects", "-c", "merge.renames=true", "-c", "merge.directoryRenames=conflict",
    "-c", "merge.renormalize=false", "merge-tree", "--write-tree", "--stdin", "--no-messages",
    "--allow-unrelated-histories",
)  # fmt: skip


class Link(NamedTuple):
    """One commit of a chain: its tree and its parents, the first of which is the one before."""

    commit: str
    tree: str
    parents: tuple[str, ...]


def mainline(git: Git, new: str, old: str) -> list[Link]:
    """The first-parent chain of ``new`` down to what ``old`` reaches, the oldest first."""
    out = git.text(
        "--no-replace-objects", "log", "--first-parent", "--reverse", "--no-show-signature",
        "--no-color", "--format=%H %T %P", new, f"^{old}", "--",
    )  # fmt: skip
    rows = (row.split(" ") for row in out.splitlines())
    return [Link(commit, tree, tuple(filter(None, above))) for commit, tree, *above in rows]


def tree_of(git: Git, commit: str) -> str:
    """The tree of a commit, as git itself takes it."""
    return trees_of(git, [commit])[commit]


def trees_of(git: Git, commits: Sequence[str]) -> dict[str, str]:
    """Commits to their trees, in one process; those that are not here are left out."""
    found = resolve(git, [f"{commit}^{{tree}}" for commit in commits])
    return {commit: tree[0] for commit, tree in zip(commits, found, strict=True) if tree}


def paths_between(git: Git, pairs: Iterable[Pair]) -> dict[Pair, tuple[str, ...]]:
    """Pairs of trees to the paths in which they differ, in one process; a rename is two paths."""
    asked = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]
    if not asked:
        return {}
    # Raw records, since a path alone could be written to look like the line that names a pair.
    argv = (
        "--no-replace-objects", "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames",
        "--ignore-submodules=none",
    )  # fmt: skip
    data = "".join(f"{old} {new}\n" for old, new in asked).encode()
    found: dict[Pair, list[str]] = {}
    for pair, path in _records(iter(git.run(*argv, data=data).split(b"\0")[:-1])):
        found.setdefault(pair, []).append(path)
    return {pair: tuple(paths) for pair, paths in found.items()}


def _records(items: Iterator[bytes]) -> Iterator[tuple[Pair, str]]:
    pair = ("", "")
    for item in items:
        if not item.startswith(b":"):
            old, _, new = item.partition(b"\n")[0].decode("ascii").partition(" ")
            pair = (old, new)
        yield pair, next(items).decode("utf-8", "surrogateescape")


def merged_trees(git: Git, pairs: Sequence[Pair]) -> list[str | None]:
    """The tree of merging the second commit of each pair into the first; None: not cleanly.

    As a bare repository merges: drivers that the configuration names are programs, and none runs.
    Two processes. Both must be commits that are here.
    """
    if not pairs:
        return []
    done = without_drivers(git).ask(
        *_MERGE, data="".join(f"{ours} {theirs}\n" for ours, theirs in pairs).encode()
    )
    if done.code not in (0, 1):
        raise GitFailed(("merge-tree",), done.code, done.err)
    trees = list(_merged(iter(done.out.split(b"\0"))))
    if len(trees) != len(pairs):
        raise EnvironmentFailure("git merge-tree answered less than it was asked")
    return trees


def without_drivers(git: Git) -> Git:
    """The same git, for which every merge driver of the configuration ends in a conflict."""
    rows = git.ask("config", "-z", "--name-only", "--get-regexp", r"^merge\..*\.driver$").out
    names = rows.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return Git(git.directory, with_settings(git.env, [(name, "false") for name in names]))


def _merged(items: Iterator[bytes]) -> Iterator[str | None]:
    """Of each merge: whether it is clean, its tree, the paths in conflict, an empty item."""
    for status in items:
        if not status.strip():
            continue
        tree = next(items).decode("ascii")
        yield tree if status.strip() == b"1" else None
        while next(items, b""):
            continue
