"""What mining knows of one commit: facts about its object id, never about a ref."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from agentops_git.message.model import Entry

_LATEST = 253_402_300_799  # 9999-12-31T23:59:59Z, the last second that RFC 3339 can say


class CommitRecord(NamedTuple):
    """A commit that carries a record, a revert or a note.

    ``date`` is the author date in Unix seconds, ``offset`` its zone in minutes.
    ``reverts`` and ``picked`` hold commit ids that the message says it undoes or copies.
    ``paths`` are the names that changed against the first parent, as git stores them.
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

    @property
    def when(self) -> str:
        """The author date in RFC 3339."""
        return rfc3339(self.date, self.offset)

    def first(self, key: str) -> str | None:
        """The first value of a canonical key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


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
    """A record as compact JSON, for the index."""
    return json.dumps(record, separators=(",", ":"))


def restore(text: str) -> CommitRecord:
    """What ``dump`` wrote."""
    values = json.loads(text)
    entries = tuple(Entry(*entry) for entry in values[6])
    reverts, picked, paths = (tuple(value) for value in values[7:])
    return CommitRecord._make([*values[:6], entries, reverts, picked, paths])
