"""``agentops-git gate``: one file a subcommand."""

import click

from agentops_git.cli.lazy import LazyGroup

MEMBERS: dict[str, str] = {
    "run": "run the gates that apply, and record the evidence",
    "list": "the gates of the law, and the evidence of each",
    "request": "ask people to approve a change",
    "status": "which approvals are missing, since when, and whom to ask",
}


@click.group(cls=LazyGroup, package=__name__, members=MEMBERS)
def command() -> None:
    """Gates: commands that validate a tree, and people who approve a change.

    \b
    Example:
      agentops-git gate run
      agentops-git gate request HEAD --risk 'the nightly job may run twice'
      agentops-git gate status
    """
