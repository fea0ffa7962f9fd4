"""``agentops-git gate list``."""

import json
import time
from typing import NamedTuple

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.gate.law import gates_of
from agentops_git.cli.gate.run import evidence_data
from agentops_git.constitution.guards import Gate, When
from agentops_git.enforcement.gate_jobs import commit_id, commit_job, proposed_here
from agentops_git.enforcement.gating import ALL
from agentops_git.errors import UsageError
from agentops_git.evidence.gates.evidence import Evidence
from agentops_git.evidence.gates.kept import evidence_on, gates_tip
from agentops_git.evidence.gates.model import Job
from agentops_git.evidence.gates.signed import last_run
from agentops_git.git.batch import Batch
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line, printable


class Row(NamedTuple):
    """A gate, whether it applies to the commit, and its last run on the commit's tree."""

    gate: Gate
    applies: bool
    run: Evidence | None

    @property
    def state(self) -> str:
        """In one word: what the evidence says."""
        if self.run is None:
            return "missing" if self.applies else "not asked"
        return "passed" if self.run.passed else "failed"


@click.command()
@click.argument("commit", default="HEAD")
@click.option("--law", metavar="REV", help="The gates of the constitution at REV, not HEAD's.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, commit: str, law: str | None, as_json: bool) -> None:
    """List the gates of the law, and what evidence says of each on COMMIT's tree.

    \b
    Examples:
      agentops-git gate list
      agentops-git gate list feature --law origin/main --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    gates = gates_of(git, law)
    new = commit_id(git, commit)
    if new is None:
        raise UsageError(f"no commit is named '{one_line(commit, 80)}'; see git log --all")
    refs, tip = proposed_here(git)
    job = commit_job(git, gates, new, tip, refs, ALL)
    rows = _rows(git, gates, job)
    click.echo(json.dumps(_data(job, rows), indent=1) if as_json else _text(job, rows))


def _rows(git: Git, gates: tuple[Gate, ...], job: Job) -> list[Row]:
    with Batch(git) as batch:
        runs = evidence_on(batch, gates_tip(git), job.tree)
    now = int(time.time())
    return [Row(gate, gate in job.gates, last_run(runs, job.tree, gate, now)) for gate in gates]


def _text(job: Job, rows: list[Row]) -> str:
    if not rows:
        return "the law states no gates; see docs/gates.md"
    lines = [line for row in rows for line in _lines(row)]
    return printable("\n".join([*lines, f"on the tree {job.tree[:12]}"]))


def _lines(row: Row) -> list[str]:
    gate = row.gate
    ran = f" ({row.run.finished}, {row.run.seconds:.1f} s)" if row.run else ""
    return [
        f"{row.state:9}  {gate.name}  {gate.stage}, {gate.level}, {gate.timeout} s{ran}",
        f"           {one_line(gate.command)}",
        *(f"           when {text}" for text in _conditions(gate.when)),
    ]


def _conditions(when: When) -> list[str]:
    stated = (("paths", when.paths), ("branches", when.branches), ("types", when.types))
    return [f"{name}: {', '.join(map(one_line, each))}" for name, each in stated if each]


def _data(job: Job, rows: list[Row]) -> dict[str, object]:
    return {
        "version": 1,
        "tree": job.tree,
        "commit": job.commit,
        "base": job.base,
        "gates": [
            {
                "name": row.gate.name,
                "command": row.gate.command,
                "stage": row.gate.stage,
                "level": row.gate.level,
                "timeout": row.gate.timeout,
                "when": {name: [*each] for name, each in row.gate.when._asdict().items()},
                "applies": row.applies,
                "state": row.state,
                "evidence": None if row.run is None else evidence_data(row.run),
            }
            for row in rows
        ],
    }
