"""``agentops-git note show``."""

import json
from collections.abc import Iterator

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.note.shown import data, notices, said
from agentops_git.crash import say
from agentops_git.git.process import Git
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line, printable
from agentops_git.notes.everything import Kept, kept
from agentops_git.notes.facts import Facts, facts_of
from agentops_git.notes.refs import KINDS, TEXT


@click.command()
@click.argument("commit", default="HEAD")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, commit: str, as_json: bool) -> None:
    """Show all that notes say on COMMIT: of every kind, on itself and on its tree.

    \b
    Example:
      agentops-git note show HEAD~3
    """
    settings: Settings = ctx.obj
    facts, found = _read(settings.git(), commit)
    for each in found:
        for notice in notices(each._replace(foreign=())):
            say(notice)
    if as_json:
        click.echo(json.dumps({**data(found), "object": facts.object}, indent=1))
        return
    head = f"{facts.object[:12]} {one_line(facts.subject or '', 100)}".rstrip()
    texts = [text for each in found for text in _paragraphs(each)]
    click.echo("\n\n".join([head, *texts]) if texts else f"{head}: no note says anything on it")


def _read(git: Git, rev: str) -> tuple[Facts, list[Kept]]:
    facts = facts_of(git, rev)
    on = frozenset(oid for oid in (facts.object, facts.tree) if oid)
    return facts, [kept(git, kind, on) for kind in (*KINDS, TEXT)]


def _paragraphs(found: Kept) -> Iterator[str]:
    for _, line in found.lines():
        head = f"{one_line(line.kind)}  {short(line.id)}  {one_line(line.at)}  {one_line(line.by)}"
        rows = (f"  {one_line(label)}: {one_line(value)}" for label, value in said(line))
        yield "\n".join([head, *rows])
    for text in found.texts.values():
        rows = (f"  {row}".rstrip() for row in printable(text.rstrip()).splitlines())
        yield "\n".join([f"text note in {found.ref}", *rows])
    for _, row in found.strange():
        head = f"{found.kind}  {short(row.id)}  line {row.number} can't be read: {row.why}"
        yield f"{head}\n  {one_line(row.text)}"
