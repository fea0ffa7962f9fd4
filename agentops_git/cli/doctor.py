"""``agentops-git doctor``: what is installed, whether it refuses, what is off."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.errors import ExitCode
from agentops_git.install.check import Check
from agentops_git.install.doctor import examine
from agentops_git.install.site import open_site
from agentops_git.message.printable import one_line

EPILOG = """\b
Example:
  agentops-git doctor
"""


@click.command(epilog=EPILOG)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on stdout (docs/install.md)."
)
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Tell what is installed, and prove a refusal with a real commit elsewhere.

    Exits 1 where something is off; each such line names the command that mends it.
    """
    settings: Settings = ctx.obj
    checks: list[Check] = []
    for check in examine(open_site(settings.git())):
        checks.append(check)
        if not as_json:
            _say(check)
    off = any(check.status == "off" for check in checks)
    if as_json:
        _say_json(checks, not off)
    ctx.exit(ExitCode.FINDINGS if off else ExitCode.OK)


def _say(check: Check) -> None:
    click.echo(f"{check.status:<4}  {check.name:<18} {one_line(check.says)}")
    if check.command:
        click.echo(f"{'':<24} {one_line(check.command)}")


def _say_json(checks: list[Check], fine: bool) -> None:
    rows = [
        {"name": c.name, "status": c.status, "message": c.says, "command": c.command}
        for c in checks
    ]
    click.echo(json.dumps({"version": 1, "ok": fine, "checks": rows}))
