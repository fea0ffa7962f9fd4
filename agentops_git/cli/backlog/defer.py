"""``agentops-git backlog defer``."""

import click

from agentops_git.cli.backlog.acting import Day, given, json_option, reason_option, settle


@click.command()
@click.argument("item", metavar="ID")
@click.option("--until", type=Day(), help="Open again from that day on, YYYY-MM-DD.")
@reason_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, item: str, until: str | None, reason: str | None, as_json: bool
) -> None:
    """Put an item off: until a day, by the date of the commit that is mined at, or for good.

    \b
    Example:
      agentops-git backlog defer imp-0123456789ab --until 2025-09-01 --reason 'after 2.0'
    """
    settle(ctx, item, "defer", given(until=until or None, reason=reason or None), as_json)
