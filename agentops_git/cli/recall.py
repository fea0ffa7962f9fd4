"""``agentops-git recall``."""

from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.knowledge.recall import show
from agentops_git.knowledge.recall.asked import at_hand, from_top
from agentops_git.knowledge.recall.choose import Asked, Choice, Item, choose, ranked
from agentops_git.knowledge.recall.find import found, here_now

BUDGET = 1500
FORMATS = ("text", "json", "prompt")
_CLEAN = "nothing is staged or changed; describe the task, or name files with --path"
_NOTHING = "the top of the repository tells nothing of the task; describe it, or name files in it"


@click.command()
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--path", "paths", metavar="P", multiple=True, help="A file or directory at hand.")
@click.option(
    "--budget", type=click.IntRange(min=0), metavar="TOKENS", default=BUDGET, show_default=True,
    help="What the items may cost together.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS),
    help="text for people, json, or prompt: a block to give to an agent.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    paths: tuple[str, ...],
    budget: int,
    as_json: bool,
    format_: str | None,
) -> None:
    """What history teaches about a task and its files, before the work starts.

    QUERY describes the task, quoted or not. Without it the files of --path are asked
    about, else those that are staged, else those changed in the work tree.

    \b
    agentops-git recall "retry failed payments" --path src/billing
    agentops-git recall                        what bears on the staged files
    agentops-git recall "speed up the cache" --format prompt --budget 800
    """
    if as_json and format_ not in (None, "json"):
        raise UsageError(f"--json and --format {format_} exclude each other; give one of them")
    settings: Settings = ctx.obj
    git = settings.git()
    query = " ".join(words)
    asked = query if query.strip() else None
    named = from_top(git, paths) or (() if asked else at_hand(git))
    known = found(here_now(git), asked or "", named, say)
    items = ranked(known.hits, Asked(known.written, known.paths))
    kind = "json" if as_json else format_ or "text"
    choice = _chosen(kind, items, budget)
    if not asked and not any(named):
        say(_NOTHING if paths else _CLEAN)
    _print(kind, asked, named, budget, choice)


def _chosen(kind: str, items: Sequence[Item], budget: int) -> Choice:
    """What fits the budget as it is printed."""
    if kind == "prompt":
        from agentops_git.knowledge.recall.block import entry_cost, frame_cost

        return choose(items, budget, entry_cost, frame_cost())
    if kind == "json":
        return choose(items, budget, show.data_cost, show.data_frame(budget))
    return choose(items, budget, show.text_cost, show.text_frame(budget))


def _print(
    kind: str, query: str | None, paths: tuple[str, ...], budget: int, choice: Choice
) -> None:
    if kind == "json":
        click.echo(show.data(query, paths, budget, choice).encode())
    elif kind == "prompt":
        from agentops_git.knowledge.recall.block import block

        click.echo(block(choice.items).encode(), nl=False)
        if rest := show.left_out(choice):
            say(rest)
    else:
        click.echo(show.text(budget, choice).encode(), nl=False)
