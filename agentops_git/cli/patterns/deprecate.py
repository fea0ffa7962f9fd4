"""``agentops-git patterns deprecate``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.patterns.acting import (
    Outcome,
    json_option,
    library,
    named_by,
    settle,
    tell,
)
from agentops_git.errors import UsageError
from agentops_git.knowledge.last_word import BY, DEPRECATE, REASON
from agentops_git.message.printable import one_line


@click.command()
@click.argument("pattern", metavar="PATTERN")
@click.option("--reason", metavar="TEXT", default="", help="Why it is given up.")
@click.option("--by", "other", metavar="OTHER", help="The pattern to use instead.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, pattern: str, reason: str, other: str | None, as_json: bool
) -> None:
    """Give PATTERN up: it stays on record, as deprecated, whatever evidence it gains.

    \b
    Example:
      agentops-git patterns deprecate retry-forever --by retry-with-a-limit
    """
    settings: Settings = ctx.obj
    git = settings.git()
    held = library(git)
    one = held.find(pattern)
    instead = held.find(other) if other else None
    if instead and instead.id == one.id:
        raise UsageError("a pattern can't take its own place; name another one with --by")
    why, by = " ".join(reason.split()), instead.id if instead else None
    lines: list[str] = []
    if (one.word.deprecated, one.word.reason, one.word.by) != (True, why, by):
        fields = {REASON: why, BY: by}
        given = {key: value for key, value in fields.items() if value}
        lines = [settle(git, held, DEPRECATE, named_by(one), given)]
    text = f"{one_line(held.slug(one))} is deprecated"
    tell(git, Outcome(DEPRECATE, lines, {one.id}), text, as_json)
