"""Writing notes, with any number of writers: read, write on top of what was read, or try again."""

import random
import time
from collections.abc import Callable, Mapping, Sequence

from agentops_git.crash import say
from agentops_git.git.batch import Batch
from agentops_git.git.identity import Who
from agentops_git.git.identity import committer as who
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.notes.commit import Moved, commit_notes
from agentops_git.notes.line import Line, parse_body, says
from agentops_git.notes.locks import clear_stale_locks
from agentops_git.notes.read import joined, no_notes, read_bodies, tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.tree import paths_of, read_tree
from agentops_git.notes.turns import turn
from agentops_git.notes.union import with_lines

__all__ = ["Who", "add_lines", "change", "who"]

PATIENCE = 60.0
"""Seconds that a writer waits for its turn, and then tries, before it gives up."""
_PAUSE, _LONGEST = 0.001, 0.1

Places = dict[str, str]
"""Path in the notes tree to the body that stands there."""


def add_lines(git: Git, kind: str, lines: Mapping[str, Sequence[Line]], who: Who, why: str) -> int:
    """Add lines to the notes of objects, where they neither stand nor are redacted.

    How many were new; where none is, nothing is written. EnvironmentFailure where the
    repository can't be written, or other writers left no gap for two minutes.
    """
    with Batch(git) as batch:
        return add_with(batch, git, kind, lines, who, why)


def add_with(
    batch: Batch, git: Git, kind: str, lines: Mapping[str, Sequence[Line]], who: Who, why: str
) -> int:
    """The same with a batch that runs already."""
    ref = ref_of(kind)

    def once() -> int:
        tip = tip_in(batch, ref)
        changes: dict[str, str | None] = {}
        added = 0
        for oid, new in lines.items():
            added += _changes(found_at(batch, tip, oid), oid, new, changes)
        if changes:
            commit_notes(git, ref, tip, (), changes, who, why)
        return added

    return until_done(git, once)


def until_done(git: Git, once: Callable[[], int]) -> int:
    """Try until no other writer comes in between: once at will, then in turn with the others."""
    try:
        return once()
    except Moved:
        with turn(git, time.monotonic() + PATIENCE):
            return _again(places(git).common_dir, once, time.monotonic() + PATIENCE)


def _again(common_dir: str, once: Callable[[], int], end: float) -> int:
    """Try until it is done or too late. It is our turn: only a pause that is short wins it."""
    pause = _PAUSE
    while True:
        try:
            return once()
        except Moved as moved:
            removed = [*clear_stale_locks(common_dir, [moved.ref])]
            for said in removed:
                say(said)
            if time.monotonic() > end and not removed:
                raise
        time.sleep(random.uniform(0, pause))
        pause = min(2 * pause, _LONGEST)


def tip_in(batch: Batch, ref: str) -> str | None:
    """The commit that a notes ref is at; UsageError where it holds anything else."""
    found = batch.info(ref)
    if found and found.type != "commit":
        raise no_notes(ref)
    return found.id if found else None


def found_at(batch: Batch, tip: str | None, oid: str) -> Places:
    """The bodies of an object's note: none, one, or one at each path that other tools used."""
    if tip is None:
        return {}
    found = ((path, batch.contents(f"{tip}:{path}")) for path in paths_of(oid))
    return {
        path: item.data.decode("utf-8", "surrogateescape")
        for path, item in found
        if item and item.type == "blob"
    }


def _changes(places: Places, oid: str, new: Sequence[Line], changes: dict[str, str | None]) -> int:
    """Note in ``changes`` what it takes to add lines to one note; how many they are."""
    body = ""
    for text in places.values():
        body = joined(body, text)
    combined, added = with_lines(body, new)
    if added:
        home, *others = places or [paths_of(oid)[0]]
        changes[home] = combined
        changes.update(dict.fromkeys(others))
    return added


def standing(batch: Batch, kind: str, oid: str, line: Line) -> Line:
    """The line in an object's note that says what ``line`` says; itself where none does."""
    for body in found_at(batch, tip_in(batch, ref_of(kind)), oid).values():
        for held in parse_body(body).lines:
            if says(held) == says(line):
                return held
    return line


Bodies = Mapping[str, str]


def change(
    git: Git,
    ref: str,
    edit: Callable[[Bodies], Mapping[str, str | None]],
    who: Who,
    why: str,
) -> bool:
    """Change many notes at once: ``edit`` gets all bodies by object, and gives what becomes of
    some (None: the note goes). Whether anything changed. It may be asked more than once."""

    def once() -> int:
        tip = tip_of(git, ref)
        bodies = dict(read_bodies(git, tip)) if tip else {}
        wanted = {oid: body for oid, body in edit(bodies).items() if body != bodies.get(oid)}
        if wanted:
            commit_notes(git, ref, tip, (), _by_path(git, tip, wanted), who, why)
        return len(wanted)

    return until_done(git, once) > 0


def _by_path(git: Git, tip: str | None, wanted: Mapping[str, str | None]) -> dict[str, str | None]:
    """Bodies by the path where each note stands, or will; a second path of one note goes."""
    changes: dict[str, str | None] = {}
    homes: set[str] = set()
    for note in read_tree(git, tip).notes if tip else ():
        if note.object in wanted:
            changes[note.path] = None if note.object in homes else wanted[note.object]
            homes.add(note.object)
    for oid, body in wanted.items():
        if oid not in homes:
            changes[paths_of(oid)[0]] = body
    return changes
