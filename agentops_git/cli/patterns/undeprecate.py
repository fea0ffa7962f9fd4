"""``agentops-git patterns undeprecate``."""

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
from agentops_git.knowledge.last_word import UNDEPRECATE
from agentops_git.message.printable import one_line


@click.command()
@click.argument("pattern", metavar="PATTERN")
@json_option
@click.pass_context
def command(ctx: click.Context, pattern: str, as_json: bool) -> None:
    """Take a PATTERN that people gave up back into use: its evidence gives its stage again.

    \b
    Example:
      agentops-git patterns undeprecate retry-forever
    """
    settings: Settings = ctx.obj
    git = settings.git()
    held = library(git)
    one = held.find(pattern)
    slug = one_line(held.slug(one))
    if one.stage == "deprecated" and not one.word.deprecated:
        raise UsageError(
            f"every learning of {slug} was superseded or has expired, which nobody decided; "
            "a commit or note that states it anew takes it back into use"
        )
    lines = []
    if one.word.deprecated:
        lines = [settle(git, held, UNDEPRECATE, named_by(one), {})]
    tell(git, Outcome(UNDEPRECATE, lines, {one.id}), f"{slug} is in use", as_json)
