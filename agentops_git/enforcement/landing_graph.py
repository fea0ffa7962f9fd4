"""The commits that an update brings, as a graph. Pure."""

from collections.abc import Iterable, Mapping

Parents = Mapping[str, tuple[str, ...]]


def reach(parents: Parents, tips: Iterable[str]) -> frozenset[str]:
    """The commits of the graph that ``tips`` are or descend from."""
    seen: set[str] = set()
    queue = [tip for tip in tips if tip in parents]
    while queue:
        commit = queue.pop()
        if commit not in seen:
            seen.add(commit)
            queue += [above for above in parents[commit] if above in parents]
    return frozenset(seen)


def within(parents: Parents, base: str, head: str) -> frozenset[str]:
    """The commits of ``base..head`` that are in the graph; without a base ``head`` alone."""
    if not base:
        return frozenset([head]) & parents.keys()
    return reach(parents, [head]) - reach(parents, [base])
