"""``agentops-git backlog reopen``."""

import click

from agentops_git.cli.backlog.acting import json_option, settle


@click.command()
@click.argument("item", metavar="ID")
@json_option
@click.pass_context
def command(ctx: click.Context, item: str, as_json: bool) -> None:
    """Take back that an item was started, deferred, dropped or done: it is open again.

    \b
    Example:
      agentops-git backlog reopen imp-0123456789ab
    """
    settle(ctx, item, "reopen", {}, as_json)
