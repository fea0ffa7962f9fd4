"""``agentops-git bundle list``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.bundle.shown import data
from agentops_git.crash import say
from agentops_git.knowledge.bundle.freshness import freshness
from agentops_git.knowledge.bundle.shelf import bundles, folder
from agentops_git.knowledge.worktree import work_tree
from agentops_git.message.printable import one_line


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the bundles, the newest first, with what they are for and how fresh they are.

    \b
    Example:
      agentops-git bundle list --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    tree = work_tree(git)
    found = [(one, freshness(git, one)) for one in bundles(tree, say)]
    if not found:
        say(f"no bundle in {one_line(folder(tree))} yet; make one: agentops-git bundle save")
    if as_json:
        rows = [data(one, fresh) for one, fresh in found]
        click.echo(json.dumps({"version": 1, "bundles": rows}, indent=1))
        return
    for one, fresh in found:
        moved = "" if not fresh.commits else f" ({fresh.commits})"
        state = f"{fresh.state}{moved}"
        name = one_line(one.name, 40)
        click.echo(f"{one.stamp.date[:10]}  {state:<12}  {name}: {one_line(one.goal, 80)}")
