"""``agentops-git bundle``: one file a subcommand."""

import click

from agentops_git.cli.lazy import LazyGroup

MEMBERS = {
    "save": "draft a bundle from the commits since the last one",
    "load": "print what the next session needs",
    "list": "list the bundles, the newest first",
    "show": "print a bundle's file",
    "check": "hold bundles to their limits, form and freshness",
}


@click.group(cls=LazyGroup, package=__name__, members=MEMBERS)
def command() -> None:
    """A session's state, compressed for the next session, in files that git keeps.

    \b
    Example:
      agentops-git bundle save --next 'wire the cache into serve'
      agentops-git bundle load
    """
