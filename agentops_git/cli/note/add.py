"""``agentops-git note add``."""

import json
from collections.abc import Mapping
from typing import NamedTuple

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.note.options import fields_of, record_options
from agentops_git.errors import UsageError
from agentops_git.git.batch import Batch
from agentops_git.git.process import Git
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line
from agentops_git.notes.facts import find, with_patch_id
from agentops_git.notes.line import Line, make_line, utc
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import add_with, standing, who

KIND = "learnings"


class Added(NamedTuple):
    """The line that stands in the note now, and whether it is new."""

    line: Line
    new: bool


@click.command()
@click.argument("commit", default="HEAD")
@record_options
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context, /, commit: str, as_json: bool, **values: str | tuple[str, ...] | None
) -> None:
    """Write a record, or a line of one, after the fact: on COMMIT, which stays as it is.

    \b
    Examples:
      agentops-git note add --learning 'a retry without a limit is an outage'
      agentops-git note add HEAD~3 --validation 'load test, 2 h' --confidence high
    """
    settings: Settings = ctx.obj
    fields = fields_of(values)
    added = add_line(settings.git(), commit, fields)
    click.echo(json.dumps(_data(added)) if as_json else _said(added))


def add_line(git: Git, rev: str, fields: Mapping[str, object]) -> Added:
    """Note a line of these fields on the commit that ``rev`` names; UsageError where none is."""
    with Batch(git) as batch:
        facts = find(batch, rev)
        if facts.commit is None:
            what = "tree" if facts.tree else "blob"
            raise UsageError(f"'{one_line(rev, 80)}' is a {what}; name a commit")
        me = who(git)
        line = make_line(KIND, utc(me.seconds), str(me), with_patch_id(git, facts), fields)
        if add_with(batch, git, KIND, {facts.commit: [line]}, me, "note add"):
            return Added(line, True)
        return Added(standing(batch, KIND, facts.commit, line), False)


def _data(added: Added) -> dict[str, object]:
    line = added.line
    return {
        "version": 1, "id": line.id, "ref": ref_of(KIND), "commit": line.commit, "added": added.new,
    }  # fmt: skip


def _said(added: Added) -> str:
    where = f"{(added.line.commit or '')[:12]} {one_line(added.line.subject or '', 50)}".rstrip()
    if added.new:
        return f"{short(added.line.id)} noted on {where}; share it: agentops-git sync"
    return f"{short(added.line.id)} stands on {where} already; nothing was written"
