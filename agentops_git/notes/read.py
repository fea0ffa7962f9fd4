"""Reading all notes of a ref: two processes, however many there are."""

import os
from collections.abc import Iterator

from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.git.repository import no_repository
from agentops_git.message.printable import shell_word
from agentops_git.notes.line import TOMBSTONE, Body, parse_body, without
from agentops_git.notes.tree import read_tree


class BrokenRef(EnvironmentFailure):
    """A ref that names nothing which is here: a crash of the machine leaves such files."""


def tip_of(git: Git, ref: str) -> str | None:
    """The commit that a notes ref is at; None where there is no such ref.

    UsageError where the ref holds something else, BrokenRef where it names nothing that is
    here, EnvironmentFailure outside a repository.
    """
    if commit := _resolved(git, f"{ref}^{{commit}}"):
        return commit
    if oid := _resolved(git, ref):
        if git.ask("cat-file", "-e", oid).code == 0:
            raise no_notes(ref)
        raise _broken(git, ref, f"names {oid[:12]}, which is not here")
    return None


def _resolved(git: Git, name: str) -> str | None:
    done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if b"not a git repository" in done.err or b"dubious ownership" in done.err:
        raise no_repository(done)
    if b"ignoring broken ref" in done.err:
        raise _broken(git, name.removesuffix("^{commit}"), "names no object")
    return done.out.decode().strip() if done.code == 0 else None


def _broken(git: Git, ref: str, what: str) -> BrokenRef:
    path = git.text("rev-parse", "--path-format=absolute", "--git-path", ref)
    # not by update-ref: that takes the reflog as well, by which recover finds what was lost
    away = f"rm {shell_word(path)}" if os.path.exists(path) else f"git update-ref -d {ref}"
    return BrokenRef(
        f"{ref} is broken: it {what}, as a crash of the machine may leave it; "
        f"take it away: {away} && agentops-git sync && agentops-git note recover --write"
    )


def no_notes(ref: str) -> UsageError:
    """What to say of a notes ref that is at no commit."""
    return UsageError(
        f"{ref} is no notes ref: it is at an object that is no commit; "
        f"move it away: git update-ref refs/moved/notes {ref} && git update-ref -d {ref}"
    )


def read_bodies(git: Git, tip: str) -> Iterator[tuple[str, str]]:
    """(annotated object, body) of every note; bytes that are not UTF-8 stand as surrogates.

    An object that has notes at two paths has both bodies, one after the other.
    """
    notes = read_tree(git, tip).notes
    found = contents(git, (note.blob for note in notes))
    held: dict[str, str] = {}
    several = len({note.object for note in notes}) < len(notes)
    for note, item in zip(notes, found, strict=True):
        text = item.data.decode("utf-8", "surrogateescape")
        if several:
            held[note.object] = joined(held.get(note.object, ""), text)
        else:
            yield note.object, text
    yield from held.items()


def joined(one: str, other: str) -> str:
    """Two bodies as one; a last line that lacks its newline stays a line."""
    return f"{one}\n{other}" if one and not one.endswith("\n") else one + other


def read_lines(git: Git, tip: str) -> dict[str, Body]:
    """Annotated object to what its note says; a tombstone counts wherever in the ref it stands."""
    bodies = {oid: parse_body(text) for oid, text in read_bodies(git, tip)}
    redacted = {
        line.redacts
        for body in bodies.values()
        for line in body.lines
        if line.kind == TOMBSTONE and line.redacts
    }
    if not redacted:
        return bodies
    return {oid: without(body, redacted) for oid, body in bodies.items()}
