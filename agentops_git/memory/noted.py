"""What notes state: the lines of ``learnings`` and plain text notes, at the tips asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.records import Decision, Noted
from agentops_git.memory.tips import LINES_REF
from agentops_git.message.dialects import has_record_bytes
from agentops_git.message.model import Entry
from agentops_git.message.record import read_note
from agentops_git.notes.line import DECISION, Body, Line, entries_of, values_of
from agentops_git.notes.read import read_bodies, read_lines
from agentops_git.notes.tree import read_tree

_BROKEN = re.compile("[\ud800-\udfff]")
_DECIDED = (DECISION, "about")
LONGEST_TEXT = 4 << 20  # characters of a text note that is read; they take about a second
LONGEST_VALUE = 1 << 16  # characters of one value


class Notes(NamedTuple):
    """What notes state, by the object they hang on, and how much of them could not be read.

    ``decisions`` speak of no commit, wherever they hang; the last one stands last.
    """

    by_object: Mapping[str, tuple[Noted, ...]]
    strange: int = 0
    decisions: tuple[Decision, ...] = ()


def read_notes(git: Git, tips: Mapping[str, str]) -> Notes:
    """Everything that the notes at some tips state; EnvironmentFailure where one can't be read."""
    found: dict[str, tuple[Noted, ...]] = {}
    decided: dict[tuple[str, str, str], Decision] = {}
    strange = 0
    for ref, tip in sorted(tips.items()):
        try:
            strange += len(read_tree(git, tip).foreign)
            for oid, notes, broken in _read(git, ref, tip, decided):
                strange += broken
                if notes:
                    found[oid] = found.get(oid, ()) + notes
        except GitFailed as error:
            why = f"{ref} at {tip[:12]} can't be read: {error.err.partition(chr(10))[0]}"
            raise EnvironmentFailure(f"{why}; run: git fsck") from None
    return Notes(found, strange, tuple(decided[key] for key in sorted(decided)))


Decided = dict[tuple[str, str, str], Decision]
"""Decisions by when and by whom they were made, and the line: a carried copy is the same."""


def _read(
    git: Git, ref: str, tip: str, decided: Decided
) -> Iterator[tuple[str, tuple[Noted, ...], int]]:
    if ref == LINES_REF:
        for oid, body in read_lines(git, tip).items():
            decided.update(_decisions(body))
            empty = not (body.lines or body.strange or body.redacted)
            noted = tuple(_noted(body))
            kept = tuple(one for one in noted if _short(one.entries))
            yield oid, kept, len(body.strange) + len(noted) - len(kept) + empty
        return
    for oid, text in read_bodies(git, tip):
        entries, broken = _text(text)
        yield oid, (Noted(entries),) if entries else (), broken


def _noted(body: Body) -> Iterator[Noted]:
    """The lines of one body in the order of their ids, so that how they lie is no matter."""
    for line in sorted(body.lines, key=lambda line: (line.at, line.id)):
        if entries := _whole(entries_of(line)):
            yield Noted(entries, _seconds(line), *_facts(line))


def _decisions(body: Body) -> Iterator[tuple[tuple[str, str, str], Decision]]:
    """The decisions in one body. Those that name nothing are none."""
    for line in body.lines:
        what, about = line.fields.get(DECISION), values_of(line.fields.get("about"))
        if line.kind == "learnings" and isinstance(what, str) and about:
            own = {key: value for key, value in line.fields.items() if key not in _DECIDED}
            made = Decision(what, about, own, _seconds(line), line.by)
            yield (line.at, line.by, repr((what, about, sorted(own.items())))), made


def _facts(line: Line) -> Iterator[str]:
    for fact in (line.commit, line.tree, line.patch_id, line.subject):
        yield fact or ""


def _seconds(line: Line) -> int:
    """When a line was written; 0 where that can't be told."""
    try:
        when = datetime.fromisoformat(line.at)
        return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return 0


def _text(text: str) -> tuple[tuple[Entry, ...], int]:
    """The entries of a plain text note, and 1 where it is too long, or its blob is broken."""
    if not text or len(text) > LONGEST_TEXT:
        return (), 1
    if not has_record_bytes(b"\n" + text.encode("utf-8", "surrogateescape")):
        return (), 0
    entries = _whole(read_note(text))
    return (entries, 0) if _short(entries) else ((), 1)


def _short(entries: Iterable[Entry]) -> bool:
    """Whether these are sentences; comparing what is longer by far would stop everything."""
    return all(len(entry.value) <= LONGEST_VALUE for entry in entries)


def _whole(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries whose broken bytes stand as U+FFFD, so that they can be written anywhere."""
    return tuple(
        one if one.value.isascii() else one._replace(value=_BROKEN.sub("\ufffd", one.value))
        for one in entries
    )
