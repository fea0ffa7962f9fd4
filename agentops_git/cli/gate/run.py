"""``agentops-git gate run``."""

import json
import os
from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.gate.law import gates_of, named
from agentops_git.constitution.guards import Gate
from agentops_git.crash import say
from agentops_git.enforcement.gate_jobs import (
    commit_id,
    commit_job,
    index_file,
    index_job,
    proposed_here,
)
from agentops_git.enforcement.gating import ALL
from agentops_git.errors import ExitCode, UsageError
from agentops_git.evidence.gates.evidence import Evidence
from agentops_git.evidence.gates.model import Job, Result, Wish
from agentops_git.evidence.gates.run import run_gates
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line, printable


@click.command()
@click.argument("commit", required=False)
@click.option("--staged", is_flag=True, help="Run on what is staged, as the pre-commit hook does.")
@click.option("--gate", "names", multiple=True, metavar="NAME", help="This gate, applying or not.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(ALL), help="Of this stage.")
@click.option("--law", metavar="REV", help="The gates of the constitution at REV, not HEAD's.")
@click.option("--keep-going", is_flag=True, help="Go on after a failure.")
@click.option("--again", is_flag=True, help="Run what has passed on this tree as well.")
@click.option("--checkout", is_flag=True, help="Run in a temporary checkout in any case.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    commit: str | None,
    staged: bool,
    names: tuple[str, ...],
    stages: tuple[str, ...],
    law: str | None,
    keep_going: bool,
    again: bool,
    checkout: bool,
    as_json: bool,
) -> None:
    """Run the gates that apply to COMMIT (HEAD), and record the evidence on its tree.

    They run in the work tree where that equals the commit's tree, else in a temporary
    checkout. What has passed on the tree before is not run again.

    \b
    Examples:
      agentops-git gate run
      agentops-git gate run --gate tests --again
      agentops-git gate run --staged --keep-going --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    if commit and staged:
        raise UsageError("gate run: give a COMMIT or --staged, one of them")
    gates = gates_of(git, law)
    job = _staged(git, gates, names, stages) if staged else _of(git, commit, gates, names, stages)
    wish = Wish(keep_going=keep_going, again=again, apart=checkout)
    results = run_gates(job, wish, os.environ, say) if job.gates else []
    click.echo(json.dumps(_data(job, results), indent=1) if as_json else _text(job, results))
    ctx.exit(_code(results))


def _of(
    git: Git, rev: str | None, gates: Sequence[Gate], names: Sequence[str], stages: Sequence[str]
) -> Job:
    new = commit_id(git, rev or "HEAD")
    if new is None:
        raise UsageError(f"no commit is named '{one_line(rev or 'HEAD', 80)}'; see git log --all")
    refs, tip = proposed_here(git)
    job = commit_job(git, gates, new, tip, refs, stages or ALL)
    return job._replace(gates=named(gates, names)) if names else job


def _staged(git: Git, gates: Sequence[Gate], names: Sequence[str], stages: Sequence[str]) -> Job:
    job = index_job(git, index_file(git, os.environ), gates, stages or ALL)
    return job._replace(gates=named(gates, names)) if names else job


def _code(results: Sequence[Result]) -> ExitCode:
    if any(result.refuses for result in results):
        return ExitCode.FINDINGS
    missing = any(result.state == "not started" for result in results)
    return ExitCode.ENVIRONMENT if missing else ExitCode.OK


def _text(job: Job, results: Sequence[Result]) -> str:
    if not results:
        return "no gate of the law applies to this change; see agentops-git gate list"
    rows = [row for result in results for row in _rows(result)]
    new = any(result.state in ("passed", "failed") for result in results)
    share = "; share it: agentops-git sync" if new else ""
    return printable("\n".join([*rows, f"evidence is on the tree {job.tree[:12]}{share}"]))


def _rows(result: Result) -> list[str]:
    head = f"{result.state:11} {result.gate.name}: {one_line(result.gate.command, 100)}"
    shown = [f"    {line}" for line in result.lines]
    if result.state in ("passed", "known") and result.evidence:
        return [f"{head} ({result.evidence.seconds:.1f} s)"]
    return [f"{head} ({one_line(result.why)})", *shown]


def _data(job: Job, results: Sequence[Result]) -> dict[str, object]:
    return {
        "version": 1,
        "tree": job.tree,
        "commit": job.commit,
        "base": job.base,
        "gates": [_row(result) for result in results],
    }


def _row(result: Result) -> dict[str, object]:
    gate = result.gate
    return {
        "name": gate.name,
        "command": gate.command,
        "stage": gate.stage,
        "level": gate.level,
        "state": result.state,
        "why": result.why,
        "evidence": None if result.evidence is None else evidence_data(result.evidence),
    }


def evidence_data(run: Evidence) -> dict[str, object]:
    """Evidence as JSON states it: the fields of its line, all of them, and who ran it."""
    whole = {**run._asdict(), "changed": [*run.changed], "tools": dict(run.tools)}
    return {**whole, "passed": run.passed}
