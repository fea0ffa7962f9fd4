"""``agentops-git bundle show``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.bundle.shown import data
from agentops_git.knowledge.bundle.freshness import freshness
from agentops_git.knowledge.bundle.shelf import named
from agentops_git.knowledge.worktree import work_tree
from agentops_git.message.printable import printable


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, name: str, as_json: bool) -> None:
    """Print the file of the bundle NAME as it stands, front matter and all.

    \b
    Example:
      agentops-git bundle show cache
    """
    settings: Settings = ctx.obj
    git = settings.git()
    bundle = named(work_tree(git), name)
    if as_json:
        found = {"version": 1, **data(bundle, freshness(git, bundle)), "markdown": bundle.text}
        click.echo(json.dumps(found, indent=1))
    else:
        click.echo(printable(bundle.text.replace("\r\n", "\n")), nl=False)
