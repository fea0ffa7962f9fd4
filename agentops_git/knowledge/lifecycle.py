"""What replaces what: ``Supersedes``, and the ids that records name (docs/mining.md)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.said import learned_id
from agentops_git.memory.records import CommitRecord, Part
from agentops_git.message.ids import SHORTEST_PREFIX, LearningId, resolve_prefix, short
from agentops_git.message.printable import one_line


class Replacements(NamedTuple):
    """The learning that took each other's place, and what was stated to no effect."""

    by: Mapping[LearningId, LearningId]
    unclear: tuple[str, ...]


class Ids:
    """Ids by their first digits, so that a prefix is compared with few of them."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._by: dict[str, list[str]] = defaultdict(list)
        for one in ids:
            self._by[one[4 : 4 + SHORTEST_PREFIX]].append(one)

    def named(self, value: str) -> str | None:
        """The id that a value means; None for one that is not here, and for prose.

        UsageError where several begin like it.
        """
        wanted = value.strip().lower()
        digits = wanted.rpartition("-")[2]
        near = self._by.get(digits[:SHORTEST_PREFIX], ())
        found = [one for one in near if one.startswith(wanted) or one[4:].startswith(wanted)]
        return resolve_prefix(wanted, found) if found else None


class _Statement(NamedTuple):
    """One ``Supersedes``: when it was said, where, what, and the learnings said beside it."""

    at: int
    commit: str
    value: str
    beside: tuple[LearningId, ...]

    def new(self, old: str) -> LearningId | None:
        """What replaces a learning: a squash says both, and the old one may stand first."""
        return next((one for one in self.beside if one != old), None)


def replacements(records: Iterable[CommitRecord], known: Iterable[LearningId]) -> Replacements:
    """Which learning took another's place.

    The statement that was made last counts: where two replace one, and where learnings
    replace each other in a circle.
    """
    ids = Ids(known)
    by: dict[LearningId, LearningId] = {}
    unclear: dict[str, None] = {}
    statements = sorted((one for record in records for one in _statements(record)), key=_order)
    for one in statements:
        try:
            old = ids.named(one.value)
        except UsageError as error:
            unclear[f"{_where(one)}: {error}; it has no effect"] = None
            continue
        if old and not one.beside:
            unclear[f"{_where(one)} without a learning that replaces it has no effect"] = None
        elif old and (new := one.new(old)):
            by[LearningId(old)] = new
            if _leads_back(by, new):
                del by[new]
                unclear[_circle(old, new, one)] = None
    return Replacements(by, tuple(unclear))


def _order(one: _Statement) -> tuple[int, str, str]:
    return (one.at, one.commit, one.value)


def _where(one: _Statement) -> str:
    return f"{one.commit[:12]} says Supersedes: {one_line(one.value, 80)}"


def _circle(old: str, new: LearningId, one: _Statement) -> str:
    stays = f"{short(new)} stays, as {one.commit[:12]} says"
    return f"{short(LearningId(old))} and {short(new)} supersede each other; {stays}"


def _statements(record: CommitRecord) -> Iterator[_Statement]:
    own = _learned(record.parts[0])
    for part in record.parts:
        beside = _learned(part) or own
        for entry in part.entries:
            if entry.key == "Supersedes":
                yield _Statement(record.date, record.id, entry.value, beside)
        for note in part.notes:
            new = _learned(Part(note.entries, ())) or beside
            for entry in note.entries:
                if entry.key == "Supersedes":
                    yield _Statement(note.at or record.date, record.id, entry.value, new)


def _learned(part: Part) -> tuple[LearningId, ...]:
    values = (entry.value for entry in part.everything if entry.key == "Learning")
    return tuple(oid for value in values if (oid := learned_id(value)))


def _leads_back(by: Mapping[LearningId, LearningId], start: LearningId) -> bool:
    step = start
    while step in by:
        step = by[step]
        if step == start:
            return True
    return False
