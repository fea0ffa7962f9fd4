"""``agentops-git note recover``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.notes.write import who
from agentops_git.survival.reattach import reattach
from agentops_git.survival.recovery import recovery
from agentops_git.survival.recovery_text import hints, recovery_data, recovery_text


@click.command()
@click.option("--write", is_flag=True, help="Re-attach; without it nothing is changed.")
@click.option(
    "--deep", is_flag=True,
    help="Compare every commit's patch-id: a second for about 1,000 commits.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, write: bool, deep: bool, as_json: bool) -> None:
    """Find notes whose commit was rewritten, pruned or collected, and re-attach them.

    Says for each where it belongs and how that is known; notes of gates and approvals are
    not followed. The old note stays where it is: git notes prune removes it once its
    commit is collected.

    \b
    Example:
      agentops-git note recover          what would go where
      agentops-git note recover --write  do it
    """
    settings: Settings = ctx.obj
    git = settings.git()
    found = recovery(git, deep)
    if write and found.placed:
        reattach(git, found.placed, who(git))
    if as_json:
        click.echo(json.dumps(recovery_data(found, write), indent=1))
    else:
        for row in recovery_text(found, write):
            click.echo(row)
    for hint in hints(found):
        say(hint)
