"""Some commits of a history as a graph. Pure."""

from collections.abc import Iterable, Mapping

Parents = Mapping[str, tuple[str, ...]]
"""Commit to parents; commits that are only named as parents lie outside."""


def reached(parents: Parents, start: Iterable[str]) -> set[str]:
    """The commits of the graph that are reachable from some, themselves among them."""
    seen: set[str] = set()
    queue = [commit for commit in start if commit in parents]
    while queue:
        commit = queue.pop()
        if commit not in seen:
            seen.add(commit)
            queue += [parent for parent in parents[commit] if parent in parents]
    return seen


def within(parents: Parents, base: str, head: str) -> set[str]:
    """The commits of ``base..head`` that are in the graph; without a base ``head`` alone."""
    if not base:
        return {head} & parents.keys()
    return reached(parents, [head]) - reached(parents, [base])
