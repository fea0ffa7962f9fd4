"""``agentops-git approve``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.deciding import Options, decide, decision_options, tell


@click.command()
@click.argument("change", metavar="COMMIT|RANGE")
@click.option(
    "--expires", metavar="TIME", help="12h, 3d, a day or a date-time; else as the law says."
)
@decision_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    change: str,
    expires: str | None,
    gate: str,
    ref: str | None,
    base: str | None,
    key: str | None,
    repository: str | None,
    as_json: bool,
) -> None:
    """Approve a change: sign a statement on it with an SSH key that the constitution lists.

    A COMMIT is approved alone, a RANGE (A..B) with all its commits. The statement names the
    repository, the ref, the law and the change itself: for anything else it counts for nothing.

    \b
    Examples:
      agentops-git approve origin/main..fix/login
      agentops-git approve HEAD --gate deploy --expires 12h --key ~/.ssh/id_ed25519_sk
    """
    settings: Settings = ctx.obj
    options = Options(gate, ref, base, key, repository)
    tell(decide(settings.git(), change, options, expires=expires), as_json)
