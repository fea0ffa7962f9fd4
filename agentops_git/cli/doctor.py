"""``agentops-git doctor``: what is installed, whether it refuses, what is off."""

import json
from collections.abc import Iterator
from itertools import chain

import click

from agentops_git.cli.app import Settings
from agentops_git.errors import AgentopsError, ExitCode
from agentops_git.git.process import Git
from agentops_git.install.check import Check
from agentops_git.install.doctor import examine
from agentops_git.install.site import open_site
from agentops_git.message.printable import one_line
from agentops_git.survival.orphans import count_orphans

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
    git = settings.git()
    for check in chain(examine(open_site(git)), _orphans(git)):
        checks.append(check)
        if not as_json:
            _say(check)
    off = any(check.status == "off" for check in checks)
    if as_json:
        _say_json(checks, not off)
    ctx.exit(ExitCode.FINDINGS if off else ExitCode.OK)


def _orphans(git: Git) -> Iterator[Check]:
    """Notes that a rewrite left behind; nothing is said where there are no notes."""
    try:
        count = count_orphans(git)
    except AgentopsError as error:
        yield Check("orphans", "warn", str(error))
        return
    if count.orphans:
        yield Check(
            "orphans", "warn", f"{count.orphans} of {count.notes} objects with notes are commits "
            "that no ref here reaches", "agentops-git note recover",
        )  # fmt: skip
    elif count.notes and not count.absent:
        yield Check("orphans", "ok", f"none among {count.notes} objects with notes")
    if count.absent:
        yield Check(
            "orphans", "warn", f"{count.absent} of {count.notes} objects with notes lie beyond "
            "what this shallow clone holds", "git fetch --unshallow",
        )  # fmt: skip


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
