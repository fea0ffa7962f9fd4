"""What a ref update, or a proposed one, takes in: one step for each commit of the main line."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from agentops_git.git.mainline import Link, mainline, merged_trees, paths_between, tree_of
from agentops_git.git.process import Git

Kind = Literal["commit", "whole", "proposed", "conflict"]
How = Literal["update", "creation", "proposal"]


class Landing(NamedTuple):
    """Commits that a ref takes in: from ``old``, where it is, to ``new``.

    A new ref (``creation``) begins where it leaves ``old``, the default branch. A ``proposal`` is
    to be merged some day. ``binding``: what is not approved is refused, where it else is a warning.
    """

    ref: str
    old: str
    new: str
    how: How = "update"
    binding: bool = True


class Step(NamedTuple):
    """One move of the main line: from the commit ``before`` to another and its tree.

    ``whole``: old to new at once, since no first parents lead from one to the other.
    ``proposed``: the merge that is still to be made; ``conflict``: the same, and it has conflicts.
    """

    commit: str
    parents: tuple[str, ...]
    tree: str
    before: str
    paths: tuple[str, ...]
    kind: Kind = "commit"


def steps_of(git: Git, landing: Landing, asks: Callable[[Iterable[str]], bool]) -> list[Step]:
    """The steps, the oldest first; in three processes where first parents lead down to ``old``.

    ``asks`` says whether a change to some paths needs approval: no merge is made for others.
    """
    chain = mainline(git, landing.new, landing.old)
    if not chain:
        return []
    start = next(iter(chain[0].parents), None)
    if start == landing.old or (start and landing.how == "creation"):
        return _by_commit(git, chain, start)
    if landing.how == "proposal":
        return _proposed(git, landing, chain[-1], asks)
    return [_one(git, landing.old, chain[-1], "whole")]


def _by_commit(git: Git, chain: list[Link], old: str) -> list[Step]:
    before = [(old, tree_of(git, old)), *((link.commit, link.tree) for link in chain)]
    moves = list(zip(chain, before, strict=False))
    paths = paths_between(git, [(tree, link.tree) for link, (_, tree) in moves])
    return [
        Step(link.commit, link.parents, link.tree, commit, paths.get((tree, link.tree), ()))
        for link, (commit, tree) in moves
    ]


def _proposed(
    git: Git, landing: Landing, last: Link, asks: Callable[[Iterable[str]], bool]
) -> list[Step]:
    """The merge that a host's button would make. Where it has conflicts: what the branch changes.

    Unrelated histories are merged by nobody in passing, and pass where nothing binds.
    """
    fork = git.ask("--no-replace-objects", "merge-base", landing.old, last.commit)
    if fork.code != 0:
        return [_one(git, landing.old, last, "conflict")] if landing.binding else []
    changed = _one(git, fork.out.decode().strip(), last, "conflict")
    if not asks(changed.paths):
        return []
    (tree,) = merged_trees(git, [(landing.old, last.commit)])
    if tree is None:
        return [changed]
    merge = Link(last.commit, tree, (landing.old, last.commit))
    return [_one(git, landing.old, merge, "proposed")]


def _one(git: Git, before: str, link: Link, kind: Kind) -> Step:
    pair = (tree_of(git, before), link.tree)
    paths = paths_between(git, [pair]).get(pair, ())
    return Step(link.commit, link.parents, link.tree, before, paths, kind)


def graph_of(git: Git, tips: Iterable[str], old: str) -> dict[str, tuple[str, ...]]:
    """What ``tips`` reach and ``old`` does not: commits to their parents."""
    data = "".join(f"{tip}\n" for tip in (*tips, f"^{old}")).encode()
    out = git.text("--no-replace-objects", "rev-list", "--parents", "--stdin", data=data)
    rows = (row.split(" ") for row in out.splitlines())
    return {commit: tuple(parents) for commit, *parents in rows}
