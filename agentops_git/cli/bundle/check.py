"""``agentops-git bundle check``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.errors import ExitCode
from agentops_git.knowledge.bundle.check import findings
from agentops_git.knowledge.bundle.freshness import STALE
from agentops_git.knowledge.worktree import work_tree


@click.command()
@click.option(
    "--stale", type=click.IntRange(min=1), metavar="N", default=STALE, show_default=True,
    help="Stale is when N commits or more have changed its files since.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, stale: int, as_json: bool) -> None:
    """Hold every bundle to its limit of tokens, its form and its freshness.

    Exit code 1 with a line for each thing that is wrong.

    \b
    Example:
      agentops-git bundle check --stale 25
    """
    settings: Settings = ctx.obj
    git = settings.git()
    found = list(findings(git, work_tree(git), stale))
    if as_json:
        click.echo(json.dumps({"version": 1, "findings": found}, indent=1))
    else:
        for row in found:
            click.echo(row)
    ctx.exit(ExitCode.FINDINGS if found else ExitCode.OK)
