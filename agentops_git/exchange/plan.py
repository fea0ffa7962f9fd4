"""What a merge of two notes commits will do, before it does it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.notes.read import joined
from agentops_git.notes.refs import TEXT
from agentops_git.notes.tree import Note, read_tree
from agentops_git.notes.union import united

Side = Mapping[str, tuple[Note, ...]]
"""Annotated object to its note; two where a tree holds it at two paths."""


class NoNotes(EnvironmentFailure):
    """A tip that can't be merged: its tree is one of something else, or an object is missing."""


class Plan(NamedTuple):
    """How ``ours`` takes in ``theirs``.

    ``came`` and ``went`` count notes that are new or changed on one side, ``removed`` those
    that only their side removed. ``changes`` maps paths to new bodies (None: removed), or is
    None where a fast-forward, or nothing, is enough.
    """

    came: int
    removed: int
    went: int
    fast_forward: bool
    changes: Mapping[str, str | None] | None


def plan(git: Git, kind: str, ours: str | None, theirs: str | None) -> Plan:
    """Compare two notes commits with their merge base; NoNotes where one is something else."""
    base = _merge_base(git, ours, theirs) if ours and theirs else None
    mine, other = _side(git, ours), _side(git, theirs)
    known = {None: {}, ours: mine, theirs: other}
    before = known[base] if base in known else _side(git, base)
    differing = sorted(oid for oid in {*mine, *other} if _differ(oid, mine, other))
    inward = [oid for oid in differing if _differ(oid, other, before)]
    diverged = ours and theirs and base not in (ours, theirs)
    return Plan(
        came=sum(oid in other for oid in inward),
        removed=sum(oid not in other for oid in inward),
        went=sum(_differ(oid, mine, before) for oid in differing),
        fast_forward=base == ours and base != theirs,
        changes=_changes(git, inward, (before, mine, other), kind != TEXT) if diverged else None,
    )


def _merge_base(git: Git, ours: str, theirs: str) -> str | None:
    found = git.ask("--no-replace-objects", "merge-base", ours, theirs).out.decode().split()
    return found[0] if found else None


def _side(git: Git, tip: str | None) -> Side:
    if tip is None:
        return {}
    tree = read_tree(git, tip)
    if tree.foreign and not tree.notes:
        raise NoNotes(f"the files of {tip[:12]} are no notes")
    found: dict[str, tuple[Note, ...]] = {}
    for note in tree.notes:
        found[note.object] = (*found.get(note.object, ()), note)
    return found


def _differ(oid: str, one: Side, other: Side) -> bool:
    return [note.blob for note in one.get(oid, ())] != [note.blob for note in other.get(oid, ())]


def _changes(
    git: Git, objects: Sequence[str], sides: tuple[Side, Side, Side], lines: bool
) -> dict[str, str | None]:
    """What becomes of our notes that their side changed since the base, by path."""
    wanted = [tuple(side.get(oid, ()) for side in sides) for oid in objects]
    texts = _texts(git, (note.blob for three in wanted for notes in three for note in notes))
    changes: dict[str, str | None] = {}
    for base, ours, theirs in wanted:
        body = united(_body(base, texts), _body(ours, texts), _body(theirs, texts), lines)
        home, *others = ours or theirs
        changes[home.path] = body
        changes.update({note.path: None for note in others if ours})
    return changes


def _texts(git: Git, blobs: Iterable[str]) -> dict[str, str]:
    """The text of each blob; bytes that are not UTF-8 stand as surrogates."""
    once = dict.fromkeys(blobs)
    found = dict(zip(once, contents(git, once), strict=True))
    for blob, item in found.items():
        if item.type != "blob":
            raise NoNotes(f"the note {blob[:12]} is missing; run git fsck")
    return {blob: item.data.decode("utf-8", "surrogateescape") for blob, item in found.items()}


def _body(notes: tuple[Note, ...], texts: Mapping[str, str]) -> str | None:
    text: str | None = None
    for note in notes:
        text = texts[note.blob] if text is None else joined(text, texts[note.blob])
    return text
