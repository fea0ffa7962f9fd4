"""What mining knows of one commit: facts about its object id, never about a ref."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from agentops_git.message.model import Entry

_LATEST = 253_402_300_799  # 9999-12-31T23:59:59Z, the last second that RFC 3339 can say
_OF_THE_MESSAGE = 11  # fields of a CommitRecord; its notes follow


class Noted(NamedTuple):
    """What one line of a note states, or one plain text note, which has no facts of its own.

    ``commit``, ``tree``, ``patch_id`` and ``subject`` are those of the commit that the line
    was written for; "" where it states none. ``at`` is when, in Unix seconds, 0 if unknown.
    """

    entries: tuple[Entry, ...]
    at: int = 0
    commit: str = ""
    tree: str = ""
    patch_id: str = ""
    subject: str = ""

    @property
    def origin(self) -> str:
        """The change that it was written for, as far as the line can tell."""
        return self.patch_id or self.commit


class Decision(NamedTuple):
    """What a person settled about patterns or backlog items, out of one line of a note.

    ``what`` is a word like ``rename``, ``about`` holds the ids it speaks of, ``fields`` the rest
    of the line. ``at`` is in Unix seconds, 0 if unknown.
    """

    what: str
    about: tuple[str, ...]
    fields: Mapping[str, object]
    at: int
    by: str


class CommitRecord(NamedTuple):
    """A commit that carries a record, a revert or a note.

    ``date`` is the author date in Unix seconds, ``offset`` its zone in minutes.
    ``entries`` are those of the message; ``notes`` say what is noted on it.
    ``reverts``, ``picked`` and ``squashed`` hold commit ids that the message says it undoes,
    copies or unites. ``paths`` are the names that changed against the first parent, as git
    stores them.
    """

    id: str
    author: str
    date: int
    offset: int
    subject: str
    scope: str | None
    entries: tuple[Entry, ...]
    reverts: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    squashed: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()

    @property
    def when(self) -> str:
        """The author date in RFC 3339."""
        return rfc3339(self.date, self.offset)

    @property
    def everything(self) -> Iterator[Entry]:
        """Every entry: the message's, then those of the notes."""
        return Part(self.entries, self.notes).everything

    @property
    def parts(self) -> tuple["Part", ...]:
        """The commit's own record, then the records of other changes that it is noted to unite.

        A commit with notes from one other commit is that commit rewritten; one with notes
        from several has united them.
        """
        others = {note.origin for note in self.notes if self._foreign(note)}
        apart = [note for note in self.notes if len(others) > 1 and self._foreign(note)]
        own = tuple(note for note in self.notes if note not in apart)
        return Part(self.entries, own), *(Part((), (note,), note.commit) for note in apart)

    def _foreign(self, note: Noted) -> bool:
        return note.commit not in ("", self.id)


class Part(NamedTuple):
    """Entries that are one record: of a commit, or noted of one that it united (``commit``)."""

    entries: tuple[Entry, ...]
    notes: tuple[Noted, ...]
    commit: str = ""

    @property
    def everything(self) -> Iterator[Entry]:
        """Every entry: the message's, then those of the notes."""
        yield from self.entries
        for note in self.notes:
            yield from note.entries

    def last(self, key: str) -> str | None:
        """The value of a canonical key that was stated last."""
        values = [entry.value for entry in self.entries if entry.key == key][:1]
        for note in sorted(self.notes, key=lambda note: note.at):
            values += [entry.value for entry in note.entries if entry.key == key]
        return values[-1] if values else None


def rfc3339(seconds: int, offset: int = 0) -> str:
    """A date in RFC 3339; dates that it can't say are held to the years 1 to 9999."""
    zone = timezone(timedelta(minutes=offset)) if offset else UTC
    held = min(max(seconds, -62_135_510_400), _LATEST - 86_400)
    return datetime.fromtimestamp(held, zone).isoformat().replace("+00:00", "Z")


def raw_date(text: str) -> tuple[int, int]:
    """Read git's ``1700000000 +0130`` as seconds and minutes; what can't be read is 0."""
    seconds, _, zone = text.partition(" ")
    try:
        when, digits = int(seconds), int(zone or "0")
    except ValueError:
        return 0, 0
    minutes = abs(digits) // 100 * 60 + abs(digits) % 100
    return when, (-minutes if digits < 0 else minutes) if minutes < 24 * 60 else 0


def dump(record: CommitRecord) -> str:
    """What the message of a commit says as compact JSON, for the index; its notes left out."""
    return json.dumps(record[:_OF_THE_MESSAGE], separators=(",", ":"))


def restore(text: str) -> CommitRecord:
    """What ``dump`` wrote."""
    values = json.loads(text)
    entries = tuple(Entry(*entry) for entry in values[6])
    names = (tuple(value) for value in values[7:_OF_THE_MESSAGE])
    return CommitRecord._make([*values[:6], entries, *names, ()])
