"""The evidence that notes hold, read at a tip, and new evidence written."""

from collections.abc import Iterable

from agentops_git.evidence.gates.evidence import KIND, Evidence, evidence_of, fields_of
from agentops_git.git.batch import Batch
from agentops_git.git.process import Git
from agentops_git.notes.facts import Facts
from agentops_git.notes.line import make_line, parse_body, utc
from agentops_git.notes.read import read_lines, tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.tree import listed
from agentops_git.notes.write import add_with, found_at, who

REF = ref_of(KIND)


def gates_tip(git: Git) -> str | None:
    """The commit that the notes of gates are at here."""
    return tip_of(git, REF)


def evidence_on(batch: Batch, tip: str | None, tree: str) -> tuple[Evidence, ...]:
    """What the notes at ``tip`` hold on one tree, in no order; of all commands ever run on it."""
    bodies = found_at(batch, tip, tree).values()
    lines = (line for body in bodies for line in parse_body(body).lines)
    return tuple(found for line in lines if (found := evidence_of(line)))


def trees_with_evidence(git: Git, tip: str) -> frozenset[str]:
    """The trees on which the notes at ``tip`` hold anything; one process."""
    return frozenset(listed(git, tip))


def durations(git: Git, tip: str | None) -> dict[str, float]:
    """Command to the seconds that its last run took, whatever the tree."""
    if tip is None:
        return {}
    lines = (line for body in read_lines(git, tip).values() for line in body.lines)
    runs = [found for line in lines if (found := evidence_of(line))]
    return {run.command: run.seconds for run in sorted(runs, key=lambda run: run.finished)}


def record(git: Git, tree: str, runs: Iterable[Evidence]) -> int:
    """Note evidence on a tree; how many lines are new."""
    me = who(git)
    facts = Facts(tree, tree=tree)
    lines = [make_line(KIND, utc(me.seconds), str(me), facts, fields_of(run)) for run in runs]
    with Batch(git) as batch:
        return add_with(batch, git, KIND, {tree: lines}, me, "gate run")


def now_text(seconds: float) -> str:
    """Unix seconds as evidence states them, to the millisecond."""
    whole = int(seconds)
    return f"{utc(whole)[:-1]}.{int((seconds - whole) * 1000):03}Z"
