"""``agentops-git sync``."""

import json
import sys

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.errors import EnvironmentFailure
from agentops_git.exchange.outcome import Outcome
from agentops_git.exchange.pausing import pause
from agentops_git.exchange.remote import choose
from agentops_git.exchange.syncing import Exchange, Setting
from agentops_git.exchange.text import as_json, lines, refusal
from agentops_git.git.config import read_config
from agentops_git.git.forced import forced_notes
from agentops_git.git.process import Git
from agentops_git.git.repository import places


@click.command()
@click.argument("remote", metavar="[REMOTE]", required=False)
@click.option("--dry-run", is_flag=True, help="Fetch, and tell what would be exchanged.")
@click.option("--json", "as_json_", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, remote: str | None, dry_run: bool, as_json_: bool) -> None:
    """Exchange notes with a remote: one fetch, a merge that loses nothing, one push.

    REMOTE is a name, an address or a path; without one it is the branch's remote, else
    origin, else the only one. Nothing is ever forced, here or there.

    \b
    Examples:
      agentops-git sync
      agentops-git sync upstream --dry-run
      agentops-git sync --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    places(git)
    _explain_forced(git)
    config = read_config(git)
    branch = git.ask("symbolic-ref", "--quiet", "--short", "HEAD").out.decode().strip()
    chosen = choose(remote, config, branch, settings.directory)
    exchange = Exchange(Setting(git, chosen, config, sys.stdin.isatty(), pause))
    if sys.stderr.isatty():
        say(f"exchanging notes with {chosen.name}")
    outcome = exchange.preview() if dry_run else exchange.run()
    _print(outcome, as_json_, dry_run)
    if outcome.refused:
        raise EnvironmentFailure(refusal(outcome))


def _explain_forced(git: Git) -> None:
    for forced in forced_notes(git):
        say(
            f"{forced.key} = {forced.refspec} lets every fetch destroy notes that are not "
            f"published; sync keeps a backup, but take it out: {forced.command}"
        )


def _print(outcome: Outcome, machine: bool, dry_run: bool) -> None:
    for notice in outcome.notices:
        say(notice)
    if machine:
        click.echo(json.dumps(as_json(outcome, dry_run), indent=1))
        return
    for line in lines(outcome, dry_run):
        click.echo(line)
