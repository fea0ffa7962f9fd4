"""``agentops-git backlog``: shows the queue; one file a subcommand."""

import json
from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.lazy import LazyGroup
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.backlog import Item, backlog, unclear_resolves
from agentops_git.knowledge.backlog_report import Report, report
from agentops_git.memory.mine import Mined, mine

MEMBERS = {
    "add": "add an item, in a note on HEAD's commit",
    "score": "decide impact and effort",
    "assign": "say who does it, and until when",
    "start": "say that it is being worked on",
    "defer": "put it off",
    "drop": "decide against it",
    "done": "say that it is completed",
    "reopen": "take back that it was started, deferred, dropped or done",
}


@click.group(
    cls=LazyGroup,
    package=__name__,
    members=MEMBERS,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND [ARGS]...]",
)
@click.option("--write", is_flag=True, help="Write the backlog's file.")
@click.option("--check", is_flag=True, help="Fail where the written file differs from history.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, write: bool, check: bool, as_json: bool) -> None:
    """The improvement queue: what commits and notes say should get better, by priority.

    \b
    agentops-git backlog           what is open, best first
    agentops-git backlog --write   BACKLOG.md
    agentops-git backlog --json    all items, for programs
    agentops-git backlog add 'say which key is empty' --impact 6 --effort 2
    agentops-git backlog start imp-0123456789ab --owner Ann --due 2025-06-30
    """
    if ctx.invoked_subcommand:
        if write or check or as_json:
            raise UsageError(
                f"the options of backlog go after {ctx.invoked_subcommand}; "
                f"see agentops-git backlog {ctx.invoked_subcommand} --help"
            )
        return
    settings: Settings = ctx.obj
    _queue(ctx, settings.git(), write, check, as_json)


def _queue(ctx: click.Context, git: Git, write: bool, check: bool, as_json: bool) -> None:
    if write and check:
        raise UsageError("--write and --check exclude each other; see agentops-git backlog --help")
    if check:
        from agentops_git.cli.written import check_books

        ctx.exit(check_books(git, ("backlog",), None, as_json))
    mined = _written(git) if write else mine(git, "HEAD", say)
    items = backlog(mined)
    for line in unclear_resolves(mined, items):
        say(f"warning: {line}")
    figures = report(mined, items)
    if as_json:
        from agentops_git.knowledge.export import backlog_json

        click.echo(json.dumps(backlog_json(mined, items, figures), indent=1))
    elif not write:
        _print(items, figures, mined)


def _written(git: Git) -> Mined:
    from agentops_git.cli.written import tree_to_write, write_books

    tree = tree_to_write(git)
    mined = mine(git, "HEAD", say)
    write_books(tree, ("backlog",), mined, None)
    return mined


def _print(items: Sequence[Item], figures: Report, mined: Mined) -> None:
    from agentops_git.knowledge.backlog_text import progress, row, share

    clock = mined.as_of.date if mined.as_of else 0
    click.echo(progress(figures))
    click.echo(share(figures))
    for item in items:
        if item.status in ("in progress", "open") or (
            item.status == "dropped" and item.state.again
        ):
            click.echo(f"  {row(item, clock)}")
