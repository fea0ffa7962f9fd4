"""Which commits a branch adds to a line of history, and where it left it. Pure but for two reads.

Objects as they are: whoever may push a replace ref must not choose what is found.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.git.graph import Parents, reached
from agentops_git.git.process import Git


class Branch(NamedTuple):
    """What a head adds: its ``own`` commits, and the ``edges``, the others' commits they stand on.

    Without edges it has a root of its own.
    """

    head: str
    own: tuple[str, ...]
    edges: tuple[str, ...]


def graph(git: Git, revs: Iterable[str]) -> Parents:
    """The commits that ``git rev-list`` gives for object ids, or ``^`` and one."""
    data = "".join(f"{rev}\n" for rev in revs).encode()
    out = git.text("--no-replace-objects", "rev-list", "--parents", "--stdin", data=data)
    rows = (line.split() for line in out.splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}


def branch_of(parents: Parents, line: set[str], head: str) -> Branch:
    """What ``head`` adds to the commits of ``line`` and to what lies outside the graph."""
    own: dict[str, None] = {}
    edges: dict[str, None] = {}
    rooted = False
    queue = [head]
    while queue:
        commit = queue.pop()
        if commit in line or commit not in parents:
            edges[commit] = None
        elif commit not in own:
            own[commit] = None
            rooted = rooted or not parents[commit]
            queue += parents[commit]
    return Branch(head, tuple(own), () if rooted else tuple(edges))


def bases(git: Git, branches: Sequence[Branch]) -> dict[str, str]:
    """Head to merge base, for the branches that have exactly one; in three processes at most."""
    found = {one.head: one.edges[0] for one in branches if len(one.edges) == 1}
    several = [one for one in branches if len(one.edges) > 1]
    if not several:
        return found
    edges = list(dict.fromkeys(edge for one in several for edge in one.edges))
    floor = git.ask("--no-replace-objects", "merge-base", "--octopus", *edges[:_AT_ONCE])
    known = floor.code == 0 and len(edges) <= _AT_ONCE
    below = [f"^{oid}" for oid in floor.out.decode().split()] if known else []
    parents = graph(git, [*edges, *below])
    for one in several:
        if len(top := _topmost(parents, one.edges)) == 1:
            found[one.head] = top[0]
    return found


_AT_ONCE = 500  # arguments of one command line


def _topmost(parents: Parents, edges: Sequence[str]) -> list[str]:
    """Those that no other one reaches; what lies below the graph is reached by all of it."""
    inside = [edge for edge in edges if edge in parents]
    under = {edge: reached(parents, parents[edge]) for edge in inside}
    return [edge for edge in inside if not any(edge in seen for seen in under.values())]
