"""``agentops-git backlog score``."""

import click

from agentops_git.cli.backlog.acting import (
    effort_option,
    given,
    impact_option,
    json_option,
    settle,
)  # fmt: skip
from agentops_git.errors import UsageError


@click.command()
@click.argument("item", metavar="ID")
@impact_option
@effort_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, item: str, impact: int | None, effort: int | None, as_json: bool
) -> None:
    """Decide impact and effort of an item, from 1 to 10. Priority is impact × (11 − effort).

    It holds until a later commit or decision states another score.

    \b
    Example:
      agentops-git backlog score imp-0123456789ab --impact 8 --effort 3
    """
    if impact is None and effort is None:
        raise UsageError("say what it scores: --impact N, --effort N, or both, from 1 to 10")
    settle(ctx, item, "score", given(impact=impact, effort=effort), as_json)
