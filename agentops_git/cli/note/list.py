"""``agentops-git note list``."""

import json

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.note.shown import data, notices, rows
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.everything import kept
from agentops_git.notes.facts import facts_of
from agentops_git.notes.refs import KINDS, TEXT

TOOLS = ("git-mem", "commitlore", "git-ai")


@click.command()
@click.argument("range_", metavar="[COMMIT|RANGE]", required=False)
@click.option("--kind", type=click.Choice([*KINDS, TEXT]), help="Notes of one kind alone.")
@click.option("--from", "tool", type=click.Choice(TOOLS), help="Another tool's notes instead.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context, range_: str | None, kind: str | None, tool: str | None, as_json: bool
) -> None:
    """List notes: ours line by line, text notes, and what in them can't be read.

    Without a COMMIT or RANGE (A..B), the notes on all objects.

    \b
    Examples:
      agentops-git note list main..HEAD
      agentops-git note list --kind learnings --json
      agentops-git note list --from git-ai
    """
    settings: Settings = ctx.obj
    git = settings.git()
    if tool:
        if range_ or kind:
            raise UsageError("--from lists all notes of that tool; leave out COMMIT and --kind")
        _list_foreign(git, tool, as_json)
        return
    on = None if range_ is None else _objects(git, range_)
    found = [kept(git, each, on) for each in ([kind] if kind else [*KINDS, TEXT])]
    for each in found:
        for notice in notices(each):
            say(notice)
    if as_json:
        click.echo(json.dumps(data(found), indent=1))
        return
    for each in found:
        for row in rows(each):
            click.echo(row)


def _objects(git: Git, text: str) -> frozenset[str]:
    """The commits that a range holds; of one commit alone, its tree as well."""
    if ".." not in text and not text.startswith("^"):
        facts = facts_of(git, text)
        return frozenset(oid for oid in (facts.object, facts.tree) if oid)
    done = git.ask("rev-list", "--end-of-options", text, "--")
    if done.code != 0:
        raise UsageError(f"'{one_line(text, 80)}' is no range of commits here; write A..B")
    return frozenset(done.out.decode().split())


def _list_foreign(git: Git, tool: str, as_json: bool) -> None:
    from agentops_git.survival.foreign import foreign_data, foreign_text, read_foreign

    found = read_foreign(git, tool)
    if as_json:
        click.echo(json.dumps(foreign_data(found), indent=1))
        return
    for row in foreign_text(found):
        click.echo(row)
