"""Which commits count: what was reverted is no evidence, and copies of a change are one change."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from agentops_git.memory.fitting import PatchIds
from agentops_git.memory.records import CommitRecord, Noted
from agentops_git.message.ids import improvement_id, learning_id

_IDS = {
    "Learning": learning_id,
    "Improvement": improvement_id,
    "Not-tested": improvement_id,
}


def standing(records: Sequence[CommitRecord]) -> tuple[CommitRecord, ...]:
    """The records whose commits no standing revert undoes; a revert of a revert restores."""
    undone_by = _undone_by(records)
    state: dict[str, bool] = {}
    for record in records:
        _settle(record.id, undone_by, state)
    return tuple(record for record in records if state[record.id])


def _undone_by(records: Sequence[CommitRecord]) -> Mapping[str, list[str]]:
    ids = sorted(record.id for record in records)
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for name in record.reverts:
            for oid in _named(name, ids):
                found[oid].append(record.id)
    return found


def _named(prefix: str, ids: Sequence[str]) -> Iterator[str]:
    """The one id that a full or abbreviated name means."""
    at = bisect_left(ids, prefix)
    if ids[at : at + 1] and ids[at].startswith(prefix):
        ambiguous = ids[at + 1 : at + 2] and ids[at + 1].startswith(prefix)
        if not ambiguous:
            yield ids[at]


def _settle(oid: str, undone_by: Mapping[str, list[str]], state: dict[str, bool]) -> None:
    """Whether a commit stands: iterative, since chains of reverts have no bound."""
    pending = [oid]
    while pending:
        one = pending[-1]
        state.setdefault(one, True)  # held to stand while its own reverts are looked at
        unknown = [by for by in undone_by.get(one, ()) if by not in state]
        if unknown:
            pending += unknown
            continue
        state[one] = not any(state[by] for by in undone_by.get(one, ()) if by != one)
        pending.pop()


def restored(
    records: Sequence[CommitRecord], stand: Sequence[CommitRecord], patch_ids: PatchIds
) -> tuple[CommitRecord, ...]:
    """Those that stand, with the notes of undone commits whose change was made once more."""
    standing_ids = {record.id for record in stand}
    undone = [one for one in records if one.notes and one.id not in standing_ids]
    subjects = {record.subject for record in undone}
    again = [record for record in stand if record.subject in subjects]
    if not again:
        return tuple(stand)
    patches = patch_ids(sorted(record.id for record in (*undone, *again)))
    notes: dict[str | None, list[Noted]] = defaultdict(list)
    for record in undone:
        notes[patches.get(record.id)] += record.notes
    notes.pop(None, None)
    moved = {one.id: notes.pop(patches.get(one.id), ()) for one in again}
    return tuple(one._replace(notes=(*one.notes, *moved.get(one.id, ()))) for one in stand)


def repeated(records: Iterable[CommitRecord]) -> list[str]:
    """The commits that say something which another commit says as well."""
    seen: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records:
        for value in _values(record):
            seen[value][record.id] = None
    return sorted({oid for ids in seen.values() if len(ids) > 1 for oid in ids})


def _values(record: CommitRecord) -> Iterator[str]:
    for entry in record.everything:
        make = _IDS.get(entry.key)
        if make:
            try:
                yield make(entry.value)
            except ValueError:  # a value of which nothing is left says nothing
                continue


def changes(records: Collection[CommitRecord], patches: Mapping[str, str]) -> Mapping[str, str]:
    """The distinct change of each commit, and of each commit that a part of a record is of.

    Commits with one patch-id, a commit and what it says it was cherry-picked from, and a
    commit and the one that its notes were written for share it.
    """
    parent: dict[str, str] = {}
    named: set[str] = set()
    for record in records:
        named.add(record.id)
        for link in [*record.picked, *(patches.get(oid) for oid in (record.id, *record.picked))]:
            _union(parent, record.id, link or record.id)
        for part in record.parts:
            oid = part.commit or record.id
            named.add(oid)
            for note in part.notes:
                _union(parent, oid, note.commit or oid)
                _union(parent, oid, note.patch_id or oid)
    return {oid: _root(parent, oid) for oid in named}


def _root(parent: dict[str, str], name: str) -> str:
    while parent.setdefault(name, name) != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _union(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first
