"""Which gates apply to a change."""

from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.constitution.globs import any_path_matches, name_matches
from agentops_git.constitution.guards import Gate

BRANCHES = "refs/heads/"


class Gain(NamedTuple):
    """What a tree has and another had not: the ``paths`` that differ, the types of the commits.

    ``types`` is None where nobody knows them; a condition on types then holds.
    """

    paths: tuple[str, ...]
    types: frozenset[str] | None = None


class Asked(NamedTuple):
    """A change: the refs that it is meant for (full names, or ``HEAD``), what it ``added`` to the
    default branch, and what the ref itself gains by it (``landed``).

    A gate that names branches looks at what they gain, so that nothing gets into them by way
    of another branch; the others look at what is new to the default branch.
    """

    refs: tuple[str, ...]
    added: Gain
    landed: Gain


def applying(gates: Sequence[Gate], asked: Asked, stages: Sequence[str]) -> tuple[Gate, ...]:
    """The gates of some stages that apply, in the order of the law."""
    return tuple(gate for gate in gates if gate.stage in stages and _applies(gate, asked))


def _applies(gate: Gate, asked: Asked) -> bool:
    when = gate.when
    gain = asked.landed if when.branches else asked.added
    return (
        any(not when.paths or any_path_matches(when.paths, path) for path in gain.paths)
        and (not when.types or gain.types is None or not gain.types.isdisjoint(when.types))
        and any(_for_ref(when.branches, ref) for ref in asked.refs)
    )


def _for_ref(globs: Sequence[str], ref: str) -> bool:
    """Whether branch globs hold for a ref; without any, for all but tags and the like."""
    if not globs:
        return ref == "HEAD" or ref.startswith(BRANCHES)
    short = ref.removeprefix(BRANCHES)
    return any(name_matches(glob, short) or name_matches(glob, ref) for glob in globs)
