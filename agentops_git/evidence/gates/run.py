"""Running gates on one tree: fast ones first, and none whose evidence stands."""

import time
from collections.abc import Mapping, Sequence

from agentops_git.constitution.guards import Gate
from agentops_git.errors import UsageError
from agentops_git.evidence.gates import kept
from agentops_git.evidence.gates.command import TREE, stoppable
from agentops_git.evidence.gates.evidence import Evidence, by_duration
from agentops_git.evidence.gates.model import Job, Result, Say, Wish
from agentops_git.evidence.gates.place import scratch_directory
from agentops_git.evidence.gates.session import Session
from agentops_git.evidence.gates.signed import last_run
from agentops_git.git.batch import Batch
from agentops_git.git.identity import committer as who


def run_gates(job: Job, wish: Wish, env: Mapping[str, str], say: Say) -> list[Result]:
    """Run the gates of a job that have not passed yet; a result for each, those known first.

    ``say`` gets a line of progress at a time. Raises KeyboardInterrupt where a signal ends it,
    with nothing left running and no directory left behind; what ended before is noted.
    """
    if env.get(TREE) == job.tree:
        raise UsageError(
            "the command of a gate runs the gates of its own tree, so it would never end"
        )
    tip = kept.gates_tip(job.git)
    known = {} if wish.again else _passed(job, tip)
    results = [Result(gate, "known", run) for gate, run in known.items()]
    todo = [gate for gate in job.gates if gate not in known]
    if len(todo) > 1:
        todo = by_duration(todo, kept.durations(job.git, tip))
    return results + (_run(job, todo, wish, env, say) if todo else [])


def _passed(job: Job, tip: str | None) -> dict[Gate, Evidence]:
    """The gates whose last run on this tree passed, with that run."""
    with Batch(job.git) as batch:
        runs = kept.evidence_on(batch, tip, job.tree)
    last = ((gate, last_run(runs, job.tree, gate, int(time.time()))) for gate in job.gates)
    return {gate: run for gate, run in last if run and run.passed}


def _run(
    job: Job, gates: Sequence[Gate], wish: Wish, env: Mapping[str, str], say: Say
) -> list[Result]:
    """Run gates one after the other; after a failure the others are not run."""
    who(job.git)  # who can't be named can record nothing: that is said before anything runs
    results: list[Result] = []
    stopped = False
    with stoppable(), scratch_directory() as scratch:
        session = Session(job, wish, env, say, scratch)
        for gate in gates:
            if stopped:
                results.append(Result(gate, "not run", why="a gate before it failed"))
                continue
            results.append(session.run(gate))
            stopped = results[-1].refuses and not wish.keep_going
    return results
