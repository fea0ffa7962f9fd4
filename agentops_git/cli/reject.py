"""``agentops-git reject``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.deciding import Options, decide, decision_options, tell
from agentops_git.errors import UsageError


@click.command()
@click.argument("change", metavar="COMMIT|RANGE")
@click.option("--reason", metavar="TEXT", required=True, help="Why; it is signed, and kept.")
@decision_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    change: str,
    reason: str,
    gate: str,
    ref: str | None,
    base: str | None,
    key: str | None,
    repository: str | None,
    as_json: bool,
) -> None:
    """Reject a change, with a reason: it stands until the same person approves the change.

    \b
    Example:
      agentops-git reject origin/main..fix/login --reason 'the old tokens stay valid'
    """
    why = " ".join(reason.split())
    if not why:
        raise UsageError("reject: the reason is empty; say what would have to change")
    settings: Settings = ctx.obj
    options = Options(gate, ref, base, key, repository)
    tell(decide(settings.git(), change, options, reason=why), as_json)
