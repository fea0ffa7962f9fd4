"""Which of some commits descend from another one."""

from collections.abc import Mapping

from agentops_git.git.process import Git


def descendants(git: Git, parents: Mapping[str, str], origin: str) -> list[str]:
    """The commits of ``parents`` that descend from ``origin``, in their order.

    ``parents`` maps each commit to its parents' ids. What lies behind them is asked of git in
    one process.
    """
    edge = set(" ".join(parents.values()).split()).difference(parents)
    holds = _beyond(git, edge, origin)
    if holds == edge and all(parents.values()):  # no way out of the range leads past the origin
        return [*parents]
    return _reached(parents, holds | {origin}, origin)


def _reached(parents: Mapping[str, str], holds: set[str], origin: str) -> list[str]:
    children: dict[str, list[str]] = {}
    for commit, above in parents.items():
        for parent in above.split():
            children.setdefault(parent, []).append(commit)
    queue = list(holds)
    while queue:
        for child in children.get(queue.pop(), ()):
            if child not in holds:
                holds.add(child)
                queue.append(child)
    return [commit for commit in parents if commit != origin and commit in holds]


def _beyond(git: Git, edge: set[str], origin: str) -> set[str]:
    """Those of ``edge`` that are ``origin`` or descend from it."""
    if not edge or edge == {origin}:
        return edge
    revs = "".join(f"{commit}\n" for commit in sorted(edge)).encode()
    out = git.text(
        "--no-replace-objects", "rev-list", f"--ancestry-path={origin}", "--stdin", f"^{origin}",
        data=revs,
    )  # fmt: skip
    return (edge & set(out.split())) | (edge & {origin})
