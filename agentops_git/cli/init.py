"""``agentops-git init``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.install import first, lawfile, native, notes
from agentops_git.install.site import open_site


@click.command()
@click.option("--preset", default="core", show_default=True)
@click.option("--native", "native_hooks", is_flag=True)
@click.option("--local", is_flag=True)
@click.option("--agents", is_flag=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def command(
    settings: Settings, preset: str, native_hooks: bool, local: bool, agents: bool, dry_run: bool
) -> None:
    """Set a repository up: constitution, hooks, notes settings."""
    site = open_site(settings.git())
    steps = [] if site.top is None else lawfile.install_steps(site.top, preset, site.ledger)
    steps += native.install_steps(site)
    steps += notes.install_steps(site.git, site.ledger)
    steps += first.install_steps(site.places.ours("first-message"))
    for step in steps:
        click.echo(f"  {step.says}")
        if not dry_run:
            step.do()
