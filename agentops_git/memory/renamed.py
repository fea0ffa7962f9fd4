"""Reverts of commits that were rewritten: they name ids which their range does not hold.

``This reverts commit …`` keeps the id from before a rebase, while the subject still says what
was undone. So the commit is meant that has that subject and changed the same paths.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from agentops_git.memory.records import CommitRecord

_UNDONE = re.compile(r'(Revert|Reapply) "(.+)"(?: \(#\d+\))?')
_CONVENTIONAL = re.compile(r"revert(?:\([^()]*\))?!?: *(.+)", re.I)
_SHORTEST_WHOLE = 40  # digits of an object id that is not abbreviated

Ids = Callable[[], Collection[str]]


def renamed(records: Sequence[CommitRecord], ids: Ids) -> Sequence[CommitRecord]:
    """The records, with reverts of what is not among ``ids`` naming what they mean there."""
    known = {record.id for record in records}
    strange = [one for one in records if any(name not in known for name in one.reverts)]
    wanted = {one.id: (subject, one.paths) for one in strange if (subject := _undone(one.subject))}
    if not wanted:
        return records
    subjects = {subject for subject, _ in wanted.values()}
    alike: dict[tuple[str, tuple[str, ...]], list[CommitRecord]] = defaultdict(list)
    for record in records:
        if record.subject in subjects:
            alike[record.subject, record.paths].append(record)
    meant = {one.id: _last(one, alike[wanted[one.id]]) for one in strange if one.id in wanted}
    here = ids() if any(meant.values()) else ()
    return [_naming(one, meant.get(one.id), here) for one in records]


def _undone(subject: str) -> str | None:
    """The subject that a revert names in its own, as git or Conventional Commits have it."""
    match = _UNDONE.fullmatch(subject)
    if not match:
        said = _CONVENTIONAL.fullmatch(subject)
        return said and said[1].strip('"')
    return match[2] if match[1] == "Revert" else f'Revert "{match[2]}"'


def _last(revert: CommitRecord, alike: Sequence[CommitRecord]) -> str | None:
    """Of commits that it may mean the last one before a revert; the clock may have been wrong."""

    def rank(one: CommitRecord) -> tuple[bool, int, str]:
        return (one.date > revert.date, abs(revert.date - one.date), one.id)

    best = min(alike, key=rank, default=None)
    return best.id if best else None


def _naming(record: CommitRecord, meant: str | None, here: Collection[str]) -> CommitRecord:
    if not meant:
        return record
    names = (name if _is_among(name, here) else meant for name in record.reverts)
    return record._replace(reverts=tuple(dict.fromkeys(names)))


def _is_among(name: str, here: Collection[str]) -> bool:
    short = len(name) < _SHORTEST_WHOLE
    return name in here or (short and any(one.startswith(name) for one in here))
