"""``agentops-git patterns merge``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.patterns.acting import (
    Library,
    Outcome,
    json_option,
    library,
    named_by,
    settle,
    tell,
)
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.last_word import NAME
from agentops_git.knowledge.settled import MERGE, parts
from agentops_git.message.printable import one_line


@click.command()
@click.argument("into", metavar="PATTERN")
@click.argument("others", metavar="[OTHER]...", nargs=-1)
@json_option
@click.pass_context
def command(ctx: click.Context, into: str, others: tuple[str, ...], as_json: bool) -> None:
    """Unite OTHERs with PATTERN, which keeps its id and name, for ever after.

    PATTERN alone says that its learnings belong together; `learnings --review` asks no more.

    \b
    Example:
      agentops-git patterns merge retry-with-a-limit limit-every-retry
    """
    settings: Settings = ctx.obj
    git = settings.git()
    held = library(git)
    target = held.find(into)
    united = list({one.id: one for one in (target, *map(held.find, others))}.values())
    text = _text(target, len(united) - 1)
    lines: list[str] = []
    if len(united) > 1 or not _whole(held, target):
        fields = {NAME: target.name} if len(united) > 1 else {}
        lines = [settle(git, held, MERGE, named_by(*united), fields)]
    tell(git, Outcome(MERGE, lines, {target.id}), text, as_json)


def _whole(held: Library, one: Cluster) -> bool:
    """Whether people hold all its learnings together by now."""
    ids = {learning.id for learning in one.learnings}
    return any(ids <= part.members for part in parts(held.mined.decisions))


def _text(target: Cluster, count: int) -> str:
    name = one_line(target.name, 80)
    if not count:
        return f"the learnings of {name!r} belong together"
    return f"{count} pattern{'s' * (count != 1)} merged into {name!r}"
