"""Which gates apply to a change."""

from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.constitution.globs import any_path_matches, name_matches
from agentops_git.constitution.guards import Gate

BRANCHES = "refs/heads/"


class Asked(NamedTuple):
    """What a change is: the ``paths`` in which its tree differs from its base, the refs that it
    is meant for (full names, or ``HEAD``), and the types of its commits.

    ``types`` is None before a message says one: a condition on types then holds.
    """

    paths: tuple[str, ...]
    refs: tuple[str, ...]
    types: frozenset[str] | None = None


def applying(gates: Sequence[Gate], asked: Asked, stages: Sequence[str]) -> tuple[Gate, ...]:
    """The gates of some stages that apply, in the order of the law.

    None to a change that leaves the tree as it was.
    """
    if not asked.paths:
        return ()
    return tuple(gate for gate in gates if gate.stage in stages and _applies(gate, asked))


def _applies(gate: Gate, asked: Asked) -> bool:
    when = gate.when
    if when.paths and not any(any_path_matches(when.paths, path) for path in asked.paths):
        return False
    if when.types and asked.types is not None and asked.types.isdisjoint(when.types):
        return False
    return any(_for_ref(when.branches, ref) for ref in asked.refs)


def _for_ref(globs: Sequence[str], ref: str) -> bool:
    """Whether branch globs hold for a ref; without any, for all but tags and the like."""
    if not globs:
        return ref == "HEAD" or ref.startswith(BRANCHES)
    short = ref.removeprefix(BRANCHES)
    return any(name_matches(glob, short) or name_matches(glob, ref) for glob in globs)
