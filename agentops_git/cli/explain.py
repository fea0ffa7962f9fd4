"""``agentops-git explain``."""

import json

import click

from agentops_git.errors import UsageError
from agentops_git.message.printable import one_line
from agentops_git.rules.catalogue import find_code, near_codes, to_row, to_text
from agentops_git.rules.registry import RULES


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [code for code in RULES if code.startswith(incomplete.upper())]


@click.command()
@click.argument("given", metavar="CODE", shell_complete=_complete)
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
def command(given: str, as_json: bool) -> None:
    """Explain a rule: what, why, a bad and a good example, how to configure it.

    \b
    Example:
      agentops-git explain T001
    """
    code = find_code(given)
    if not code:
        near = ", ".join(near_codes(given))
        raise UsageError(f"explain: there is no rule {one_line(given, 40)!r}; try {near}")
    click.echo(json.dumps({"version": 1, **to_row(code)}, indent=2) if as_json else to_text(code))
