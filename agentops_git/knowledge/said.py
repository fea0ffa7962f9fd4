"""What records say under one key, and the distinct change that says it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from agentops_git.knowledge.clock import expired
from agentops_git.knowledge.copies import ITEMS, taken_over
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord, Part
from agentops_git.message.ids import LearningId, is_none, learning_id
from agentops_git.message.model import Entry, Grade
from agentops_git.rules.phrases import says_nothing


class Evidence(NamedTuple):
    """One distinct change that says something: its first commit, and how that says it.

    ``unites`` are the changes that the commit took over, whose words it may repeat.
    """

    record: CommitRecord
    grade: Grade
    change: str
    unites: frozenset[str] = frozenset()
    expired: bool = False

    def repeats(self, changes: Collection[str]) -> bool:
        """Whether one of these changes is another that this one took over."""
        return any(one != self.change and one in changes for one in self.unites)


class Said(NamedTuple):
    """One value of a record, before copies are taken together, and when it was said: of a
    note line when that was written, but never before the commit that it is about."""

    value: str
    evidence: Evidence
    at: int


def says_something(value: str) -> bool:
    """Whether a value is more than ``none (REASON)``, a placeholder or nothing at all."""
    return bool(value.strip()) and not is_none(value) and not says_nothing(value)


def learned_id(value: str) -> LearningId | None:
    """The id of a learning; None for what says nothing, or closing punctuation alone."""
    if not says_something(value):
        return None
    try:
        return learning_id(value)
    except ValueError:
        return None


def said(mined: Mined, key: str) -> Iterator[Said]:
    """Every value of ``key`` that says something, in order of (author date, commit id)."""
    speak = [one for one in mined.records if any(entry.key == key for entry in one.everything)]
    clock = mined.as_of.date if mined.as_of else 0
    copies = taken_over(mined.records, mined.changes) if speak and key in ITEMS else {}
    for record in speak:
        yield from _said(mined, record, key, clock, copies.get(record.id, frozenset()))


def _said(
    mined: Mined, record: CommitRecord, key: str, clock: int, copied: frozenset[str]
) -> Iterator[Said]:
    own, *others = record.parts
    united = {mined.changes.get(oid, oid) for oid in record.squashed} | copied
    united |= {mined.changes[part.commit] for part in others}
    for part in (own, *others):
        over = expired(part.last("Expires"), clock)
        change = mined.changes[part.commit or record.id]
        unites = frozenset(united) if part is own else frozenset()
        for entry, at in _timed(part, record.date):
            if entry.key == key and says_something(entry.value):
                yield Said(entry.value, Evidence(record, entry.grade, change, unites, over), at)


def _timed(part: Part, date: int) -> Iterator[tuple[Entry, int]]:
    yield from ((entry, date) for entry in part.entries)
    for note in part.notes:
        yield from ((entry, max(note.at, date)) for entry in note.entries)
