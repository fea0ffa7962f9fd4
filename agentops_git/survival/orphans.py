"""Notes whose commit is gone, or is one that no ref reaches, and that stand nowhere else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.notes.line import TOMBSTONE, Line, dump, parse_body, says, without
from agentops_git.notes.read import read_bodies, tip_of
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
    """The notes of one kind at the tip of its ref: annotated object to body."""

    kind: str
    tip: str
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
    """All notes of a kind."""
    return Kind(kind, tip, dict(read_bodies(git, tip)))


def orphans_of(kind: Kind, found: Standing) -> Iterator[Orphan]:
    """The orphans of one kind, in the order of their objects; what was carried on is none."""
    astray = sorted((found.hidden | found.gone) & kind.texts.keys())
    if kind.kind == TEXT:
        return _texts(kind, astray, found.gone)
    away = frozenset(astray)
    kept = {row for oid, text in kind.texts.items() if oid not in away for row in rows(text)}
    bodies = [(oid, kind.texts[oid]) for oid in astray]
    return lines_beyond(kind.kind, bodies, kept, redacted_in(kind.texts.values()))


def lines_beyond(
    kind: str, bodies: Iterable[tuple[str, str]], kept: set[str], redacted: Collection[str]
) -> Iterator[Orphan]:
    """Each line of some notes once, less the rows in ``kept``, which takes them up, and less what
    is redacted. A note whose rows are all kept is not parsed."""
    told: set[str] = set()
    for oid, text in bodies:
        fresh = [row for row in rows(text) if row not in kept]
        if not fresh:
            continue
        told |= {says(line) for line in parse_body(_without(text, fresh)).lines}
        body = without(parse_body("\n".join(fresh)), redacted)
        for line in body.lines:
            if line.kind != TOMBSTONE and says(line) not in told and dump(line) not in kept:
                told.add(says(line))
                yield Orphan(kind, oid, "", line)
        for row in body.strange:
            yield Orphan(kind, oid, row.text, why=row.why)
        kept.update(fresh)


def _without(text: str, fresh: Collection[str]) -> str:
    away = frozenset(fresh)
    return "\n".join(row for row in rows(text) if row not in away)


def redacted_in(texts: Iterable[str]) -> set[str]:
    """The ids that tombstones name."""
    few = (row for text in texts if TOMBSTONE in text for row in rows(text) if TOMBSTONE in row)
    return {line.redacts for line in parse_body("\n".join(few)).lines if line.redacts}


def _texts(kind: Kind, astray: list[str], gone: Collection[str]) -> Iterator[Orphan]:
    away = frozenset(astray)
    holders = _holders((oid, text) for oid, text in kind.texts.items() if oid not in away)
    told: set[str] = set()
    for oid in astray:
        text = kind.texts[oid]
        if text.strip() and text not in told and not _held(holders, text):
            yield Orphan(kind.kind, oid, text)
            told |= {text} if oid in gone else set()  # a note that was carried, and lost again


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
