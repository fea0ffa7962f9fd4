"""``agentops-git note redact``."""

import json
import os
from collections.abc import Iterator
from typing import NamedTuple

import click

from agentops_git.cli.app import Settings
from agentops_git.git.repository import places
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line, shell_word
from agentops_git.notes.line import utc
from agentops_git.notes.redaction import (
    Redacted,
    copies_of,
    ids_in,
    local_refs,
    redact,
    refs_holding,
    resolve,
)
from agentops_git.notes.write import who

_REMOTES, _BACKUP = "refs/agentops/remotes/", "refs/agentops/backup/"
_SHARED = "to share the redaction, and then to remove the text here as well:"
_UNSHARED = "to remove the text here as well, before a sync or push takes the older commits along:"


class Left(NamedTuple):
    """The refs of exchanges that hold the line, all those that share the notes' history, and
    the index of mining, which remembers notes."""

    holding: tuple[str, ...]
    copies: tuple[str, ...]
    index_path: str

    @property
    def remotes(self) -> tuple[str, ...]:
        """The remotes that are known to hold the line."""
        refs = (ref.removeprefix(_REMOTES) for ref in self.holding if ref.startswith(_REMOTES))
        return tuple(dict.fromkeys(ref.rpartition("/")[0] for ref in refs))


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--reason", metavar="TEXT", default="", help="Why; it is kept for all to read.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(ctx: click.Context, id_: str, reason: str, as_json: bool) -> None:
    """Remove a line from every note that holds it, so that no merge brings it back.

    What older commits of the notes, remotes and other clones hold is not removed by this:
    the output says where the line still is, and which commands remove it there.

    \b
    Example:
      agentops-git note redact not-51e3b6c3d9d9 --reason 'it named a customer'
    """
    settings: Settings = ctx.obj
    git = settings.git()
    ids = ids_in(git, local_refs())
    oid = resolve(id_, ids)
    refs = ids.standing.get(oid, frozenset())
    me = who(git)
    done = redact(git, oid, refs, one_line(reason), me, utc(me.seconds))
    left = Left(refs_holding(git, oid), copies_of(git, done.notes), places(git).index_path)
    if as_json:
        click.echo(json.dumps(_data(done, left), indent=1))
        return
    for row in (*_told(done), *_still(done, left)):
        click.echo(row)


def _data(done: Redacted, left: Left) -> dict[str, object]:
    return {
        "version": 1,
        "id": done.id,
        "notes": dict(done.notes),
        "held_by": left.holding,
        "commands": [*_commands(done, left)],
    }


def _told(done: Redacted) -> Iterator[str]:
    if not done.notes:
        yield f"{short(done.id)} is redacted already; nothing was written"
    for ref, count in done.notes.items():
        notes = "1 note" if count == 1 else f"{count} notes"
        yield f"{short(done.id)} is out of {notes} in {ref}; a tombstone keeps it out"


def _still(done: Redacted, left: Left) -> Iterator[str]:
    """Where the text still is, and what to run."""
    for ref in done.notes:
        yield f"its text is still in older commits of {ref}: whoever has those can read it"
    for ref in left.holding:
        yield f"its text is still in {one_line(ref)}"
    commands = [*_commands(done, left)]
    if commands:
        yield _SHARED if left.remotes or not done.notes else _UNSHARED
        yield from (f"  {command}" for command in commands)
    if done.notes and left.remotes:
        yield (
            "clones and remotes that have the older commits keep them, "
            "and a sync fetches them again; see docs/notes.md"
        )


def _commands(done: Redacted, left: Left) -> Iterator[str]:
    """What is shared goes out of all that others have before it goes here; else it stays here."""
    for name in left.remotes:
        yield f"agentops-git sync {shell_word(name)}"
    copies = left.copies if left.remotes and done.notes else left.holding
    for ref in copies:
        if done.notes or ref.startswith(_BACKUP):
            yield f"git update-ref -d {shell_word(ref)}"
    for ref in done.notes:
        tree = f"{ref}^{{tree}}"
        yield f'git update-ref {ref} "$(git commit-tree -m "notes without their history" {tree})"'
        yield f"git reflog expire --expire=now {ref}"
    if done.notes:
        if os.path.exists(left.index_path):
            yield f"rm {shell_word(left.index_path)}"
        yield "git gc --prune=now"
        if not left.remotes:
            yield "agentops-git sync"
