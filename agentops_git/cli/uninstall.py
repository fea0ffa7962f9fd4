"""``agentops-git uninstall``: take out what init put in."""

import click

from agentops_git.cli.app import Settings
from agentops_git.install.site import open_site
from agentops_git.install.teardown import plan
from agentops_git.message.printable import one_line

EPILOG = """\b
Example:
  agentops-git uninstall --dry-run
"""


@click.command(epilog=EPILOG)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.pass_obj
def command(settings: Settings, dry_run: bool) -> None:
    """Take out what init put in, and put back what stood there before.

    What was changed by hand since, and a constitution that is part of the history,
    stays, and is named.
    """
    site = open_site(settings.git())
    steps, left = plan(site)
    if not steps:
        click.echo("Nothing to do: init put nothing in that is still here.")
    else:
        click.echo("This would be done:" if dry_run else "Doing:")
    for step in steps:
        click.echo(f"  {one_line(step.says)}")
        if not dry_run:
            step.do()
    for line in left:
        click.echo(f"Left: {one_line(line)}")
