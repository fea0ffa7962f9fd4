"""``agentops-git backlog start``."""

import click

from agentops_git.cli.backlog.acting import due_option, given, json_option, owner_option, settle


@click.command()
@click.argument("item", metavar="ID")
@owner_option
@due_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, item: str, owner: str | None, due: str | None, as_json: bool
) -> None:
    """Say that an item is being worked on.

    \b
    Example:
      agentops-git backlog start imp-0123456789ab --owner Ann --due 2025-06-30
    """
    settle(ctx, item, "start", given(owner=owner, due=due), as_json)
