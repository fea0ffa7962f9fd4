"""What is to be run, how, and what became of it."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from agentops_git.constitution.guards import Gate
from agentops_git.evidence.gates.evidence import Evidence
from agentops_git.git.process import Git

State = Literal["passed", "known", "failed", "not started", "not run"]
Say = Callable[[str], None]


class Job(NamedTuple):
    """A tree, the gates that apply to it, and what the change was compared with.

    ``head`` is the commit that a temporary checkout stands at, ``base`` is what evidence names;
    ``commit`` has the tree, None where none does yet.
    """

    git: Git
    tree: str
    gates: Sequence[Gate]
    head: str | None = None
    base: str | None = None
    commit: str | None = None


class Wish(NamedTuple):
    """How to run: on past a failure, past evidence that is there, never in place."""

    keep_going: bool = False
    again: bool = False
    apart: bool = False


class Result(NamedTuple):
    """What became of one gate: ``known`` is evidence of an earlier run, ``why`` what hindered it.

    ``lines`` is the end of what it printed.
    """

    gate: Gate
    state: State
    evidence: Evidence | None = None
    why: str = ""
    lines: tuple[str, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether it is a failure that the law counts as an error."""
        return self.state == "failed" and self.gate.level == "error"
