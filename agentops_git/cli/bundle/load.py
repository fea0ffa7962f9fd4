"""``agentops-git bundle load``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.bundle.shown import data, one_of
from agentops_git.crash import say
from agentops_git.knowledge.bundle.freshness import STALE, freshness
from agentops_git.knowledge.bundle.telling import told
from agentops_git.message.printable import one_line


@click.command()
@click.argument("name", required=False)
@click.option(
    "--stale", type=click.IntRange(min=1), metavar="N", default=STALE, show_default=True,
    help="Warn when N commits or more have changed its files since.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, name: str | None, stale: int, as_json: bool) -> None:
    """Print what the next session needs: the bundle NAME, or the newest.

    What came from commits stands in quotation marks, with nothing in it that could pass for
    an instruction's frame. A stale bundle is warned of on standard error.

    \b
    Examples:
      agentops-git bundle load
      agentops-git bundle load cache --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    _, bundle = one_of(git, name)
    fresh = freshness(git, bundle, stale)
    if fresh.state in ("stale", "unknown"):
        say(f"warning: {one_line(bundle.path)} is {_short(fresh.said)}; save it anew")
    if bundle.tokens > bundle.limit:
        say(f"warning: {one_line(bundle.path)} has {bundle.tokens} tokens of {bundle.limit}")
    if as_json:
        click.echo(json.dumps({"version": 1, **data(bundle, fresh)}, indent=1))
    else:
        click.echo(told(bundle.name, bundle.document.body, bundle.stamp, fresh.said), nl=False)


def _short(said: str) -> str:
    return said.replace("freshness unknown", "of unknown freshness")
