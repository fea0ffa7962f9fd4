"""The gates that a command is about: of HEAD's law, or of the one that is named."""

from collections.abc import Sequence

from agentops_git.constitution.guards import Gate
from agentops_git.enforcement.gate_jobs import runnable
from agentops_git.enforcement.law import law_at
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.message.printable import one_line


def gates_of(git: Git, rev: str | None) -> tuple[Gate, ...]:
    """The gates of the law at ``rev`` (None: HEAD) that are not off.

    UsageError where there is no law, or it does not load.
    """
    where = places(git)  # outside a repository that is what is wrong
    name = rev or "HEAD"
    done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.code != 0:
        said = f"--law: there is no commit {one_line(name, 80)!r} here" if rev else "no commit yet"
        raise UsageError(f"{said}; gates are those of the law that a commit holds")
    ruling = law_at(git, where, done.out.decode().strip())
    if ruling is None:
        raise UsageError(f"{one_line(name, 80)} holds no constitution; make one: agentops-git init")
    if ruling.problem:
        raise UsageError(ruling.problem)
    return runnable(ruling)


def named(gates: Sequence[Gate], names: Sequence[str]) -> tuple[Gate, ...]:
    """The gates of these names, in the order of the law; UsageError for one that it lacks."""
    known = [gate.name for gate in gates]
    for name in names:
        if name not in known:
            has = f"its gates: {', '.join(known)}" if known else "it states none"
            raise UsageError(f"the law has no gate {one_line(name, 40)!r}; {has}")
    return tuple(gate for gate in gates if gate.name in names)
