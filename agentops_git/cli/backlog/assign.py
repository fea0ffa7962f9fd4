"""``agentops-git backlog assign``."""

import click

from agentops_git.cli.backlog.acting import due_option, given, json_option, owner_option, settle
from agentops_git.errors import UsageError


@click.command()
@click.argument("item", metavar="ID")
@owner_option
@due_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, item: str, owner: str | None, due: str | None, as_json: bool
) -> None:
    """Say who does an item, and until when; its status stays.

    \b
    Examples:
      agentops-git backlog assign imp-0123456789ab --owner Ann --due 2025-06-30
      agentops-git backlog assign imp-0123456789ab --owner ''
    """
    if owner is None and due is None:
        raise UsageError("say who, or until when: --owner NAME, --due YYYY-MM-DD, or both")
    settle(ctx, item, "assign", given(owner=owner, due=due), as_json)
