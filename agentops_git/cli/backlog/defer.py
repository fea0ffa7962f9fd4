"""``agentops-git backlog defer``."""

import click

from agentops_git.cli.backlog.acting import (
    Day,
    Fields,
    given,
    json_option,
    reason_option,
    settle,
)  # fmt: skip
from agentops_git.errors import UsageError
from agentops_git.knowledge.clock import day_of
from agentops_git.memory.mine import Mined


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
    fields = given(until=until or None, reason=reason or None)
    settle(ctx, item, "defer", fields, as_json, _demand_future)


def _demand_future(mined: Mined, fields: Fields) -> None:
    """UsageError for a day that would put nothing off."""
    until, today = fields.get("until"), day_of(mined.as_of.date if mined.as_of else 0)
    if isinstance(until, str) and until <= today:
        raise UsageError(
            f"{until} is over by the date of HEAD's commit ({today}); name a later day, or none"
        )
