"""``agentops-git init``: constitution, hooks, notes settings."""

import os
import shlex

import click

from agentops_git.cli.app import Settings
from agentops_git.constitution.presets import PRESETS
from agentops_git.errors import EnvironmentFailure
from agentops_git.install import precommit
from agentops_git.install.config_edit import ConfigRefusedError
from agentops_git.install.external import install_command
from agentops_git.install.proof import prove
from agentops_git.install.setup import Wishes, first_message, plan, to_commit
from agentops_git.install.site import Site, open_site
from agentops_git.install.step import Step
from agentops_git.install.where import hooks_path
from agentops_git.message.printable import one_line, printable

EPILOG = """\b
Examples:
  agentops-git init                       hooks through pre-commit
  agentops-git init --native --agents     hooks of git alone; tell agents the format
  agentops-git init --preset strict --dry-run
"""
COST = (
    "reference-transaction runs at every move of a ref: a rebase of 20 commits takes 5.6 times as "
    "long as without hooks with git 2.39, 8.8 times with 2.55 (docs/hooks.md)"
)


@click.command(epilog=EPILOG)
@click.option("--preset", type=click.Choice(list(PRESETS)), default="core", show_default=True,
              help="The constitution to begin with.")  # fmt: skip
@click.option("--native", is_flag=True, help="Put hook scripts into git's hook directory.")
@click.option("--reference-transaction", "on_moves", is_flag=True,
              help="With --native: let no branch take in what --no-verify let by.")  # fmt: skip
@click.option("--local", is_flag=True, help="Through pre-commit, running what is on PATH.")
@click.option("--agents", is_flag=True, help="Tell agents the format in AGENTS.md.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.pass_obj
def command(
    settings: Settings,
    preset: str,
    native: bool,
    on_moves: bool,
    local: bool,
    agents: bool,
    dry_run: bool,
) -> None:
    """Set a repository up: constitution, hooks, notes settings.

    Says what it does, leaves alone what is not its own, and can be undone with
    ``agentops-git uninstall``. Running it again changes nothing.
    """
    if native and local:
        raise click.UsageError("--native and --local are two ways to run hooks: name one")
    if on_moves and not native:
        raise click.UsageError("--reference-transaction is for native hooks: add --native")
    site = open_site(settings.git())
    try:
        steps = plan(site, Wishes(preset, native, local, agents, on_moves))
    except ConfigRefusedError as refused:
        click.echo(refused.snippet, nl=False)
        raise
    _say(steps, dry_run)
    if on_moves:
        click.echo(COST)
    if dry_run:
        return
    for step in steps:
        step.do()
    if site.top is not None:
        _finish(site, site.top, native)


def _say(steps: list[Step], dry_run: bool) -> None:
    if not steps:
        click.echo("Nothing to do: everything stands.")
        return
    click.echo("This would be done:" if dry_run else "Doing:")
    for step in steps:
        click.echo(f"  {one_line(step.says)}")


def _finish(site: Site, top: str, native: bool) -> None:
    """Prove what was installed, or name the one command that installs it; then what comes next."""
    if not native and precommit.missing_types(site):
        click.echo(f"pre-commit is not installed, so no hook runs yet. Run: {install_command()}")
    else:
        _prove(os.path.join(hooks_path(site.git), "commit-msg"), top)
    if not native and precommit.loose_hooks(top):
        click.echo(
            "Hooks of yours without `stages:` now run at commit-msg and pre-push as well; "
            f"to keep them where they were add to {precommit.NAME}: default_stages: [pre-commit]"
        )
    names = to_commit(site.git, top)
    if names and os.path.exists(first_message(site)):
        files = " ".join(shlex.quote(name) for name in names)
        path = shlex.quote(os.path.relpath(first_message(site), top))
        where = "" if os.path.samefile(top, os.getcwd()) else f"cd {shlex.quote(top)} && "
        click.echo(f"Next: {where}git add {files} && git commit -F {path}")


def _prove(hook: str, top: str) -> None:
    proof = prove(hook, top)
    if proof.problem:
        click.echo(printable(proof.said), err=True)
        raise EnvironmentFailure(
            f"the hook was tried and does not work: {proof.problem}; agentops-git doctor tells more"
        )
    click.echo("The hook was tried: it refuses a bare message and accepts a record.")
