"""``agentops-git patterns rename``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.patterns.acting import (
    Outcome,
    free_name,
    json_option,
    library,
    named_by,
    settle,
    tell,
)
from agentops_git.knowledge.last_word import NAME, RENAME
from agentops_git.message.printable import one_line


@click.command()
@click.argument("pattern", metavar="PATTERN")
@click.argument("name", metavar="NAME")
@json_option
@click.pass_context
def command(ctx: click.Context, pattern: str, name: str, as_json: bool) -> None:
    """Give PATTERN a NAME that stays. A file that stands keeps its own name: links lead there.

    \b
    Example:
      agentops-git patterns rename pat-0123abcd 'limit every retry'
    """
    settings: Settings = ctx.obj
    git = settings.git()
    held = library(git)
    one = held.find(pattern)
    new = free_name(held, name, one)
    lines: list[str] = []
    if one.name != new or not one.word.named_at:
        lines = [settle(git, held, RENAME, named_by(one), {NAME: new})]
    text = f"{one_line(held.slug(one))} is called {one_line(new)!r}"
    tell(git, Outcome(RENAME, lines, {one.id}), text, as_json)
