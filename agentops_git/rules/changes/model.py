"""What a rule on changes looks at, and what it says."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.guards import Guardrails
from agentops_git.constitution.model import Constitution
from agentops_git.git.changes import Change


class Blob(NamedTuple):
    """One object's contents: ``size`` in bytes; ``data`` is kept only where a rule reads it."""

    size: int
    binary: bool = False
    data: bytes = b""


class Case(NamedTuple):
    """One change under judgement.

    ``blobs`` maps object ids to what the change brings; ``agents`` are the values of
    ``Assisted-by`` and the like that name who made it; ``lines`` counts those added and removed
    in files that limits count, None where the law sets no limit for them.
    """

    change: Change
    law: Constitution
    guardrails: Guardrails
    blobs: Mapping[str, Blob]
    agents: tuple[str, ...] = ()
    lines: int | None = None


class Fault(NamedTuple):
    """Where a rule fails: a path ("" for the change as a whole), and what can be pasted."""

    path: str
    message: str
    suggestion: str | None = None
    line: int = 0


Check = Callable[[Case], Iterable[Fault]]
