"""Notes whose commit is gone, or is one that no ref reaches, and that stand nowhere else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.notes.line import TOMBSTONE, Body, Line
from agentops_git.notes.read import read_bodies, read_lines, tip_of
from agentops_git.notes.refs import CARRIED, TEXT, ref_of
from agentops_git.notes.tree import listed
from agentops_git.survival.standing import Standing, standing

FOLLOWING = (*CARRIED, TEXT)
"""The kinds of notes that follow a rewritten commit."""


class Orphan(NamedTuple):
    """One line, or one text note, that hangs on ``object``.

    ``line`` is None for a text note and for a line that could not be read, whose ``why`` says so.
    ``lost`` is a line that an older state of the notes ref held and its tip does not.
    """

    kind: str
    object: str
    text: str
    line: Line | None = None
    lost: bool = False
    why: str | None = None


class Kind(NamedTuple):
    """The notes of one kind at the tip of its ref: lines, or texts for the kind of text notes."""

    kind: str
    tip: str
    lines: Mapping[str, Body]
    texts: Mapping[str, str]


class Count(NamedTuple):
    """How many objects have notes, how many of these are orphans, or perhaps not fetched."""

    notes: int
    orphans: int
    absent: int


def count_orphans(git: Git) -> Count:
    """What ``doctor`` says; bodies are read only where some object is not reached."""
    tips = {kind: tip for kind in FOLLOWING if (tip := tip_of(git, ref_of(kind)))}
    held = {kind: frozenset(listed(git, tip)) for kind, tip in tips.items()}
    oids = frozenset[str]().union(*held.values())
    found = standing(git, oids)
    astray = found.hidden | found.gone
    kinds = [read_kind(git, kind, tips[kind]) for kind, some in held.items() if some & astray]
    orphans = {orphan.object for kind in kinds for orphan in orphans_of(kind, found)}
    return Count(len(oids), len(orphans), len(found.absent))


def read_kind(git: Git, kind: str, tip: str) -> Kind:
    """All notes of a kind; redacted lines are left out."""
    if kind == TEXT:
        return Kind(kind, tip, {}, dict(read_bodies(git, tip)))
    return Kind(kind, tip, read_lines(git, tip), {})


def orphans_of(kind: Kind, found: Standing) -> Iterator[Orphan]:
    """The orphans of one kind, in the order of their objects; what was carried on is none."""
    astray = sorted((found.hidden | found.gone) & (kind.lines.keys() | kind.texts.keys()))
    return _texts(kind, astray) if kind.kind == TEXT else _lines(kind, astray)


def _lines(kind: Kind, astray: list[str]) -> Iterator[Orphan]:
    told = _told(kind.lines, astray)
    for oid in astray:
        for line in kind.lines[oid].lines:
            if line.kind != TOMBSTONE and line.id not in told:
                told.add(line.id)
                yield Orphan(kind.kind, oid, "", line)
        for row in kind.lines[oid].strange:
            if row.id not in told:
                told.add(row.id)
                yield Orphan(kind.kind, oid, row.text, why=row.why)


def _told(bodies: Mapping[str, Body], astray: Collection[str]) -> set[str]:
    """The ids of what stands on an object that is not astray."""
    away = frozenset(astray)
    kept = [body for oid, body in bodies.items() if oid not in away]
    lines = {line.id for body in kept for line in body.lines}
    return lines | {row.id for body in kept for row in body.strange}


def _texts(kind: Kind, astray: list[str]) -> Iterator[Orphan]:
    away = frozenset(astray)
    holders = _holders((oid, text) for oid, text in kind.texts.items() if oid not in away)
    for oid in astray:
        text = kind.texts[oid]
        if text.strip() and not _held(holders, text):
            yield Orphan(kind.kind, oid, text)


def _holders(notes: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Each line of text to the objects whose notes hold it."""
    holders: dict[str, set[str]] = defaultdict(set)
    for oid, text in notes:
        for row in rows(text):
            holders[row].add(oid)
    return holders


def _held(holders: Mapping[str, set[str]], text: str) -> bool:
    """Whether one note holds every line; in which order is git's business when it joins notes."""
    return bool(set.intersection(*(holders.get(row, set()) for row in rows(text))))


def rows(text: str) -> list[str]:
    """The lines of a text note that say something."""
    return [row for row in text.split("\n") if row.strip()]
