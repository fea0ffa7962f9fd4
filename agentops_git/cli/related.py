"""``agentops-git related``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.knowledge.recall.asked import from_top
from agentops_git.knowledge.related.find import related
from agentops_git.knowledge.related.show import as_data, as_text


@click.command()
@click.argument("commit")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", default=10, show_default=True,
    help="At most so many commits.",
)  # fmt: skip
@click.option("--path", "paths", metavar="P", multiple=True, help="Commits that touched P only.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context, commit: str, limit: int, paths: tuple[str, ...], as_json: bool
) -> None:
    """Earlier commits that bear on COMMIT, best first, and why.

    \b
    agentops-git related HEAD                     what came before the last commit
    agentops-git related v1.2~3 --path src/parser only what touched the parser
    agentops-git related HEAD --limit 5 --json    for programs
    """
    settings: Settings = ctx.obj
    git = settings.git()
    within = [path for path in from_top(git, paths) if path]
    answer = related(git, commit, limit, say, within)
    if as_json:
        click.echo(json.dumps(as_data(answer), indent=1))
        return
    click.echo(as_text(answer).encode(), nl=False)
    if not answer.items:
        say("nothing earlier bears on this commit")
