"""``agentops-git backlog``."""

import json
from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.knowledge.backlog import Item, Report, backlog, report, unclear_resolves
from agentops_git.knowledge.export import backlog_json
from agentops_git.memory.mine import mine
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line


@click.command()
@click.option("--write", is_flag=True, help="Write the backlog's file.")
@click.option("--check", is_flag=True, help="Fail where the written file differs from history.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, write: bool, check: bool, as_json: bool) -> None:
    """The improvement queue: what commits say should get better, by priority.

    \b
    agentops-git backlog           what is open, best first
    agentops-git backlog --write   BACKLOG.md
    agentops-git backlog --json    all items, for programs
    """
    settings: Settings = ctx.obj
    git = settings.git()
    if write and check:
        raise UsageError("--write and --check exclude each other; see agentops-git backlog --help")
    if check:
        from agentops_git.cli.written import check_books

        ctx.exit(check_books(git, ("backlog",), None, as_json))
    if write:
        from agentops_git.cli.written import tree_to_write, write_books

        tree = tree_to_write(git)
        mined = mine(git, "HEAD", say)
        write_books(tree, ("backlog",), mined, None)
    else:
        mined = mine(git, "HEAD", say)
    items = backlog(mined)
    figures = report(items, mined.as_of.date if mined.as_of else 0)
    for line in unclear_resolves(mined, items):
        say(f"warning: {line}")
    if as_json:
        click.echo(json.dumps(backlog_json(mined, items, figures), indent=1))
    elif not write:
        _print(items, figures)


def _print(items: Sequence[Item], figures: Report) -> None:
    click.echo(
        f"{figures.identified} identified, {figures.done} done ({figures.execution_rate:.0%})"
    )
    for item in items:
        if item.status == "open":
            priority = "–" if item.priority is None else item.priority
            untested = "not tested: " if item.kind == "not-tested" else ""
            text = one_line(f"{untested}{item.text}")
            click.echo(f"  {priority:>3}  {item.band:<8}  {short(item.id)}  {text}")
