"""``agentops-git hook``: what git and hook runners call."""

import os

import click

from agentops_git.cli.app import Settings
from agentops_git.hooks.dispatch import EVENTS, run_hook


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("event", type=click.Choice(EVENTS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(ctx: click.Context, event: str, arguments: tuple[str, ...]) -> None:
    """Serve one of git's events; ARGUMENTS are what git gives its hook.

    \b
    Example:
      agentops-git hook commit-msg .git/COMMIT_EDITMSG
    """
    settings: Settings = ctx.obj
    if settings.directory:
        os.chdir(settings.directory)
    ctx.exit(run_hook([event, *arguments]))
