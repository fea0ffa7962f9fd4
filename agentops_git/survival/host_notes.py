"""The records of squashed commits as lines of notes on the commit that a host made of them.

A line depends on nothing but the commits: two jobs at once, or one job twice, write it once,
and what was redacted stays so.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.history import Commit, read_commits
from agentops_git.git.process import Git
from agentops_git.message.keys import REPEATABLE
from agentops_git.message.model import Entry, Trailer
from agentops_git.message.record import read, read_note
from agentops_git.notes.facts import Facts, facts_of_many
from agentops_git.notes.line import Body, Line, entries_of, make_line, says, utc
from agentops_git.notes.read import read_bodies, read_lines, tip_of
from agentops_git.notes.refs import TEXT_REF, ref_of
from agentops_git.survival.host_find import Found
from agentops_git.survival.host_records import ours

KIND = "learnings"


class Kept(NamedTuple):
    """A squash, and the lines that say what its message does not; ``fresh`` are not there yet."""

    found: Found
    lines: tuple[Line, ...]
    fresh: tuple[Line, ...]


class _Known(NamedTuple):
    commits: Mapping[str, Commit]
    facts: Mapping[str, Facts]
    bodies: Mapping[str, Body]
    texts: Mapping[str, str]


def kept(git: Git, squashes: Sequence[Found]) -> list[Kept]:
    """What to write for some squashes; a constant number of processes."""
    if not squashes:
        return []
    known = _known(git, list(dict.fromkeys(oid for each in squashes for oid in each.originals)))
    home = {
        line.commit: oid
        for oid, body in known.bodies.items()
        for line in body.lines
        if line.commit and line.commit != oid
    }
    result: list[Kept] = []
    for found in reversed(squashes):  # the oldest first: what it holds no later one repeats
        lines = tuple(_lines(known, found, home))
        home |= {line.commit: found.new.id for line in lines if line.commit}
        body = known.bodies.get(found.new.id)
        result.append(Kept(found, lines, tuple(_fresh(lines, body))))
    return result


def _known(git: Git, originals: Sequence[str]) -> _Known:
    commits = {c.id: c for c in read_commits(git, ("--no-walk=unsorted",), originals)}
    lines, text = tip_of(git, ref_of(KIND)), tip_of(git, TEXT_REF)
    return _Known(
        commits,
        facts_of_many(git, originals),
        read_lines(git, lines) if lines else {},
        dict(read_bodies(git, text)) if text else {},
    )


def _lines(known: _Known, found: Found, home: Mapping[str, str]) -> Iterator[Line]:
    seen = _seen(found.new.message)
    at = utc(found.new.date)
    for oid in found.originals:
        commit = known.commits.get(oid)
        if commit is None or home.get(oid, found.new.id) != found.new.id:
            continue
        by = f"{commit.author_name} <{commit.author_email}>"
        for entries in _said(known, commit):
            if fields := _fields(entries, seen):
                yield make_line(KIND, at, by, known.facts.get(oid), fields)
        for line in known.bodies[oid].lines if oid in known.bodies else ():
            if line.kind == KIND and _fields(entries_of(line), seen):
                yield line


def _said(known: _Known, commit: Commit) -> Iterator[tuple[Entry, ...]]:
    yield ours(read(commit.message).entries)
    yield ours(read_note(known.texts.get(commit.id, "")))


def _seen(message: str) -> Collection[Trailer | str]:
    """What git sees in a message: values of keys that repeat, and the keys that stand once."""
    entries = [entry for entry in ours(read(message).entries) if entry.grade == "trailer"]
    return {_mark(entry) for entry in entries}


def _mark(entry: Entry) -> Trailer | str:
    value = " ".join(entry.value.split())
    return Trailer(entry.key, value) if entry.key in REPEATABLE else entry.key


def _fields(entries: Sequence[Entry], seen: Collection[Trailer | str]) -> dict[str, object]:
    """Keys in lower case to one value, or the list of several, of what is not seen."""
    values: dict[str, dict[str, None]] = {}
    for entry in entries:
        if _mark(entry) not in seen:
            values.setdefault(entry.key.lower(), {})[" ".join(entry.value.split())] = None
    return {key: next(iter(one)) if len(one) == 1 else list(one) for key, one in values.items()}


def _fresh(lines: Sequence[Line], body: Body | None) -> Iterator[Line]:
    if body is None:
        return iter(lines)
    held = {says(line) for line in body.lines}
    return (line for line in lines if line.id not in body.redacted and says(line) not in held)
