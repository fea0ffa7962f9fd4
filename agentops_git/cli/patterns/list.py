"""``agentops-git patterns list``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.avoiding import avoid_rows
from agentops_git.cli.patterns.acting import Library, json_option, library, pattern_json, row
from agentops_git.knowledge.avoid import avoided
from agentops_git.knowledge.catalogue import STAGES
from agentops_git.knowledge.clusters import VALIDATED, Cluster
from agentops_git.knowledge.export import avoid_json, header


@click.command()
@click.option("--stage", type=click.Choice(STAGES), help="Patterns of one stage alone.")
@click.option("--all", "every", is_flag=True, help="Groups with less evidence than 3 as well.")
@json_option
@click.pass_context
def command(ctx: click.Context, stage: str | None, every: bool, as_json: bool) -> None:
    """List patterns, those with the most evidence first: evidence, stage, id, slug, name.

    Without --all or --stage: what has evidence of 3 or more, a file, or a decision.

    \b
    Example:
      agentops-git patterns list --stage standard
      agentops-git patterns list --all --json
    """
    settings: Settings = ctx.obj
    held = library(settings.git())
    chosen = [one for one in held.named.values() if _wanted(held, one, stage, every)]
    chosen.sort(key=lambda one: (-len(one.evidence), one.id))
    avoid = [] if stage else [*avoided(held.mined)]
    if as_json:
        data = {
            **header(held.mined),
            "patterns": [pattern_json(held, one) for one in chosen],
            "avoid": [avoid_json(one) for one in avoid],
        }
        click.echo(json.dumps(data, indent=1))
        return
    for one in chosen:
        click.echo(row(held, one))
    for line in avoid_rows(avoid):
        click.echo(line)
    others = len(held.named) - len(chosen)
    more = f"; {others} more group{'s' * (others != 1)}: --all" if others else ""
    click.echo(f"{len(chosen)} pattern{'s' * (len(chosen) != 1)}{more}")


def _wanted(held: Library, one: Cluster, stage: str | None, every: bool) -> bool:
    if stage:
        return one.stage == stage
    return every or len(one.evidence) >= VALIDATED or bool(one.word.at) or held.has_file(one)
