"""``agentops-git backlog drop``."""

import click

from agentops_git.cli.backlog.acting import given, json_option, reason_option, settle


@click.command()
@click.argument("item", metavar="ID")
@reason_option
@json_option
@click.pass_context
def command(ctx: click.Context, item: str, reason: str | None, as_json: bool) -> None:
    """Decide against an item. Where it is raised again, it stays dropped, and that is said.

    \b
    Example:
      agentops-git backlog drop imp-0123456789ab --reason 'the format is going away'
    """
    settle(ctx, item, "drop", given(reason=reason or None), as_json)
