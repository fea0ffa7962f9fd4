"""Validation gates in hooks: run, told of on stderr, and refused where they fail."""

from collections.abc import Iterable, Mapping, Sequence

from agentops_git.enforcement.gate_change import landed_on
from agentops_git.enforcement.gate_jobs import (
    commit_id,
    commit_job,
    index_file,
    index_job,
    runnable,
)
from agentops_git.enforcement.gating import under_the_law
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.situation import Situation
from agentops_git.enforcement.updates import NOT_HISTORY, Update
from agentops_git.evidence.gates.model import Job, Result, Wish
from agentops_git.evidence.gates.run import run_gates
from agentops_git.git.process import Git
from agentops_git.hooks.say import write
from agentops_git.message.printable import one_line

SKIP = "SKIP"
"""pre-commit's own variable: names of gates, by commas, that a person leaves out this once."""


def index_passes(here: Situation) -> bool:
    """Run the gates of stage pre-commit on what is about to be committed; whether none refuses."""
    gates = runnable(here.ruling)
    if not any(gate.stage == "pre-commit" for gate in gates):
        return True
    return _passes(index_job(here.git, index_file(here.git, here.env), gates), here.env)


def pushed_passes(
    git: Git, law: Ruling, updates: Iterable[Update], tip: str | None, env: Mapping[str, str]
) -> bool:
    """Run the gates on what is about to be pushed, where evidence lacks; whether none refuses.

    ``law`` is that of HEAD; ``tip`` is the receiver's default branch, None where it has none yet.
    """
    gates = runnable(law)
    passes = True
    for update in updates:
        if update.new and _is_judged(git, law, update.ref, update.new):
            landed = landed_on(git, update.old, update.new)
            job = commit_job(git, gates, update.new, tip, (update.ref,), landed=landed)
            passes = _passes(job, env) and passes
    return passes


def _is_judged(git: Git, law: Ruling, ref: str, new: str) -> bool:
    """Whether anyone will ask for evidence: of no tag and no notes, nor of what is older."""
    head = commit_id(git, "HEAD")
    return not ref.startswith((*NOT_HISTORY, "refs/tags/")) and under_the_law(git, law, head, new)


def _passes(job: Job, env: Mapping[str, str]) -> bool:
    skipped = {name.strip() for name in env.get(SKIP, "").split(",")}
    wanted = tuple(gate for gate in job.gates if gate.name not in skipped)
    for gate in job.gates:
        if gate.name in skipped:
            _say(f"gate {gate.name}: left out by {SKIP}; the server asks for its evidence")
    if not wanted:
        return True
    results = run_gates(job._replace(gates=wanted), Wish(), env, _say)
    return _told(results)


def _told(results: Sequence[Result]) -> bool:
    """Show what failed; whether nothing refuses."""
    for result in results:
        if result.state == "failed":
            rows = "".join(f"  {line}\n" for line in result.lines)
            write(f"{rows}agentops: gate {result.gate.name} failed: {one_line(result.why)}\n")
    return not any(result.refuses for result in results)


def _say(text: str) -> None:
    write(f"agentops: {text}\n")
