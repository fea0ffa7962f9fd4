"""``agentops-git note``: one file a subcommand."""

import click

from agentops_git.cli.lazy import LazyGroup

MEMBERS = {
    "add": "write a record, or a line of one, after the fact",
    "list": "list notes, ours and other tools'",
    "show": "show what the notes on a commit say",
    "redact": "remove a line for good",
    "recover": "re-attach notes whose commit was rewritten",
    "squashed": "keep the records of what a host has squashed",
}


@click.group(cls=LazyGroup, package=__name__, members=MEMBERS)
def command() -> None:
    """Notes after the fact: what was learned, on commits that stay as they are.

    \b
    Example:
      agentops-git note add HEAD~3 --learning 'a retry without a limit is an outage'
      agentops-git note show HEAD~3
    """
