"""What the commands that move an item share: find it, decide, and say how it stands now."""

import json
from collections.abc import Callable, Mapping
from datetime import date

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.identity import committer
from agentops_git.git.process import Git
from agentops_git.knowledge.backlog import Item, backlog
from agentops_git.knowledge.backlog_item import item_named
from agentops_git.knowledge.backlog_state import would_change
from agentops_git.knowledge.backlog_text import row
from agentops_git.knowledge.deciding import decide
from agentops_git.knowledge.export import item_json
from agentops_git.memory.mine import Mined, mine
from agentops_git.memory.records import Decision
from agentops_git.message.printable import one_line

Fields = Mapping[str, object]


class Day(click.ParamType[str]):
    """A day as YYYY-MM-DD; an empty text takes one back."""

    name = "DATE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day in ISO 8601."""
        try:
            return date.fromisoformat(value.strip()).isoformat() if value.strip() else ""
        except ValueError:
            raise UsageError(f"{one_line(value, 80)!r} is no date; write 2024-05-31") from None


impact_option = click.option("--impact", type=click.IntRange(1, 10), help="What it would bring.")
effort_option = click.option("--effort", type=click.IntRange(1, 10), help="What it would take.")
owner_option = click.option("--owner", metavar="NAME", help="Who does it ('': nobody).")
due_option = click.option("--due", type=Day(), help="Target date, YYYY-MM-DD ('': none).")
reason_option = click.option("--reason", metavar="TEXT", help="Why.")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="JSON, version 1, on standard output."
)


def queue(git: Git) -> tuple[Mined, tuple[Item, ...]]:
    """History as it stands, and its items."""
    mined = mine(git, "HEAD", say)
    return mined, backlog(mined)


def given(**values: object) -> dict[str, object]:
    """The options that were given; texts on one line."""
    return {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }


def settle(
    ctx: click.Context,
    named: str,
    what: str,
    fields: Fields,
    as_json: bool,
    demand: Callable[[Mined, Fields], None] = lambda mined, fields: None,
) -> None:
    """Decide about the item that ``named`` means, where that says anything new, and tell.

    ``demand`` may refuse the fields for what history is like.
    """
    settings: Settings = ctx.obj
    git = settings.git()
    mined, items = queue(git)
    item = item_named(items, named)
    demand(mined, fields)
    if decide_of(git, item, what, fields):
        mined, items = queue(git)
        say("noted; share it: agentops-git sync")
    else:
        say("it stands so already; nothing was written")
    tell(mined, item_named(items, item.id), as_json)


def decide_of(git: Git, item: Item, what: str, fields: Fields) -> bool:
    """Note a decision about an item by all its ids; False where it says nothing new."""
    if not would_change(item.state, Decision(what, item.ids, fields, 0, "")):
        return False
    behind = item.latest >= committer(git).seconds
    decide(git, what, item.ids, {**fields, "seen": item.latest} if behind else fields)
    return True


def tell(mined: Mined, item: Item, as_json: bool) -> None:
    """Print how an item stands."""
    if as_json:
        click.echo(json.dumps(item_json(mined, item), indent=1))
    else:
        click.echo(row(item, mined.as_of.date if mined.as_of else 0))
