"""``agentops-git backlog done``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.backlog.acting import decide_of, json_option, queue, settle, tell
from agentops_git.cli.note.add import add_line
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.backlog_item import item_named
from agentops_git.message.printable import one_line


@click.command()
@click.argument("item", metavar="ID")
@click.option("--by", "commit", metavar="COMMIT", help="The commit that completed it.")
@json_option
@click.pass_context
def command(ctx: click.Context, item: str, commit: str | None, as_json: bool) -> None:
    """Say that an item is completed. With --by, COMMIT is noted to say `Resolves: ID`.

    Reverting that commit opens the item again, and so does a later commit that raises it.

    \b
    Examples:
      agentops-git backlog done imp-0123456789ab
      agentops-git backlog done imp-0123456789ab --by HEAD~3
    """
    if commit is None:
        settle(ctx, item, "done", {}, as_json)
        return
    settings: Settings = ctx.obj
    _done_by(settings.git(), item, commit, as_json)


def _done_by(git: Git, named: str, rev: str, as_json: bool) -> None:
    found = item_named(queue(git)[1], named)
    _demand_ancestor(git, rev)
    added = add_line(git, rev, {"resolves": found.id})
    mined, items = queue(git)
    item = item_named(items, found.id)
    if item.status != "done":  # reopened later than the clock says that it is now
        decide_of(git, item, "done", {})
        mined, items = queue(git)
    say("noted; share it: agentops-git sync" if added.new else "that stands noted already")
    tell(mined, item_named(items, found.id), as_json)


def _demand_ancestor(git: Git, rev: str) -> None:
    """UsageError for a commit whose word would not count here."""
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    oid = found.out.decode().strip()
    if found.code == 0 and git.ask("merge-base", "--is-ancestor", oid, "HEAD").code != 0:
        raise UsageError(
            f"'{one_line(rev, 80)}' is not in HEAD's history; name a commit that is, "
            "or run this where it is"
        )
