"""``agentops-git rules``."""

import json

import click

from agentops_git.rules.catalogue import to_markdown, to_row
from agentops_git.rules.docs import TEXTS
from agentops_git.rules.registry import RULES


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write the whole catalogue as JSON.")
@click.option("--markdown", is_flag=True, help="Write the whole catalogue as a page.")
def command(as_json: bool, markdown: bool) -> None:
    """List the rules that messages are judged by, with their default levels.

    \b
    Example:
      agentops-git rules
      agentops-git explain T001
    """
    if as_json:
        catalogue = {"version": 1, "rules": [to_row(code) for code in RULES]}
        click.echo(json.dumps(catalogue, indent=2))
        return
    if markdown:
        click.echo(to_markdown(), nl=False)
        return
    for code, rule in RULES.items():
        click.echo(f"{code}  {rule.level:5}  {rule.name:18}  {TEXTS[code].what}")
