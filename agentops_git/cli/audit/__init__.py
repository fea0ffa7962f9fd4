"""``agentops-git audit``: one file a subcommand."""

import click

from agentops_git.cli.lazy import LazyGroup

MEMBERS = {"bypass": "commits that break the law without an exemption"}


@click.group(cls=LazyGroup, package=__name__, members=MEMBERS)
def command() -> None:
    """What slipped by the law, and what it was exempted from.

    \b
    Example:
      agentops-git audit bypass v1.0..HEAD
    """
