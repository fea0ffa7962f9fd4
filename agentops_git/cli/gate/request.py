"""``agentops-git gate request``."""

import json
import time

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.deciding import known_gate
from agentops_git.cli.gate.gathered import Said, gathered
from agentops_git.cli.gate.request_text import as_markdown
from agentops_git.crash import say
from agentops_git.enforcement.landing_demand import CHANGE
from agentops_git.enforcement.proposing import asked_here, proposed_to
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.request import FIELD, Request, fields_of
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.message.ids import short
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import Line, make_line, utc
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import add_lines, who


@click.command()
@click.argument("change", metavar="[COMMIT|RANGE]", required=False)
@click.option("--gate", default=CHANGE, show_default=True, help="The human gate to pass.")
@click.option("--why", metavar="TEXT", multiple=True, help="Why it is to be done.")
@click.option("--rejected", metavar="TEXT", multiple=True, help="An alternative, and why not.")
@click.option("--impact", metavar="TEXT", multiple=True, help="What it will change for whom.")
@click.option("--risk", metavar="TEXT", multiple=True, help="What may go wrong.")
@click.option("--ref", metavar="REF", help="Where it is to land; else the default branch.")
@click.option("--base", metavar="REV", help="What the change starts from; else as RANGE says.")
@click.option("--repository", metavar="NAME", help="What its server calls the repository.")
@click.option("--dry-run", is_flag=True, help="Show the request, and note nothing.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    change: str | None,
    gate: str,
    why: tuple[str, ...],
    rejected: tuple[str, ...],
    impact: tuple[str, ...],
    risk: tuple[str, ...],
    ref: str | None,
    base: str | None,
    repository: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ask people to approve a change: what, why, what was rejected, impact, risk and evidence.

    The answers come from the commits' records, the evidence of gates and what history teaches;
    options add to them. Without a COMMIT or RANGE it is all that HEAD brings to the branch.
    Nothing waits for the answer: `gate status` says how it stands.

    \b
    Examples:
      agentops-git gate request --risk 'the nightly job may run twice'
      agentops-git gate request origin/main..fix/login --json
      agentops-git gate request HEAD --gate deploy
    """
    settings: Settings = ctx.obj
    git = settings.git()
    to = proposed_to(git, read_config(git), ref)
    asked = asked_here(git, ref, repository, int(time.time()))
    known_gate(gate, asked.approvers)
    found = change_of(git, change or f"{to.tip}...HEAD", base)
    request = gathered(git, to, asked, found, gate, Said(why, rejected, impact, risk))
    line = _line(git, request, asked.now)
    if not dry_run:
        add_lines(git, KIND, {request.head: [line]}, who(git), "gate request")
    if as_json:
        data = {"version": 1, "id": line.id, "notes": ref_of(KIND), "noted": not dry_run}
        click.echo(json.dumps({**data, **fields_of(request)}, indent=1))
    else:
        click.echo(as_markdown(request, found).encode(), nl=False)
    if not dry_run:
        say(f"{short(line.id)} noted on {request.head[:12]}; share it: agentops-git sync")


def _line(git: Git, request: Request, now: int) -> Line:
    fields = {FIELD: fields_of(request)}
    return make_line(KIND, utc(now), str(who(git)), facts_of(git, request.head), fields)
