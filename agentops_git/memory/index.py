"""The index: each commit is read once, and an unchanged repository costs no walk.

Which commits a range holds is always git's answer; what is kept are facts about object
ids, and which of them a tip reaches.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.memory.changes import changed_paths
from agentops_git.memory.log import Raw, carries, read_commit, stream_log
from agentops_git.memory.notes import read_notes
from agentops_git.memory.records import CommitRecord
from agentops_git.memory.store import Reach, Store
from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry

_BATCH = 500
_KEYS = frozenset(CANONICAL.values())
Noted = Mapping[str, tuple[Entry, ...]]


class Index:
    """Reads what is new into a store, and answers from it."""

    def __init__(self, git: Git, store: Store, shallow: frozenset[str], notes: str) -> None:
        self._git, self._store = git, store
        self._shallow, self._notes = shallow, notes
        self._noted = self._read_notes()

    def _read_notes(self) -> Noted:
        if not self._notes:
            return {}
        kept = self._store.noted(self._notes)
        if kept is None:
            kept = json.dumps(read_notes(self._git, self._notes))
            self._store.remember_noted(self._notes, kept)
        rows: dict[str, list[list[object]]] = json.loads(kept)
        return {oid: tuple(map(Entry._make, noted)) for oid, noted in rows.items()}

    def history(self, tip: str) -> Reach:
        """Everything that ``tip`` reaches."""
        reach = self._store.reach(tip, self._notes)
        if not reach:
            last = self._store.last_reach(self._notes)
            onward = last and self._is_ancestor(last.tip, tip)
            reach = self._onward(last, tip) if last and onward else self._afresh(tip)
            self._fill(reach.members)
            self._store.remember(reach, self._notes)
        return reach

    def _onward(self, last: Reach, tip: str) -> Reach:
        """A tip that grew out of the last one: only what is new is walked."""
        new = self._walk([tip, f"^{last.tip}"])
        return Reach(tip, last.commits + new.commits, last.members + new.members)

    def _afresh(self, tip: str) -> Reach:
        """Any other tip: walk what no known tip reaches, and let git say what it holds."""
        known = self._known()
        new = self._walk([tip, *known])
        return (self._among([tip]) if known else new)._replace(tip=tip)

    def span(self, includes: Collection[str], excludes: Collection[str]) -> Reach:
        """What a range holds; it is read, but no tip of it remembered."""
        revs = [*includes, *(f"^{rev}" for rev in excludes)]
        self._walk([*revs, *self._known()])
        found = self._among(revs)
        self._fill(found.members)
        return found

    def records(self, ids: Collection[str]) -> list[CommitRecord]:
        """The facts of commits, notes included, by (author date, id)."""
        found = self._store.records(ids)
        return sorted(map(self._with_note, found), key=lambda record: (record.date, record.id))

    def _with_note(self, record: CommitRecord) -> CommitRecord:
        noted = self._noted.get(record.id)
        return record._replace(entries=record.entries + noted) if noted else record

    def _known(self) -> list[str]:
        """The tips that were read, to be left out of a walk; collected ones are forgotten."""
        tips = self._store.known_tips()
        found = zip(tips, resolve(self._git, tips), strict=True)
        return [f"^{tip}" for tip, there in found if there]

    def _is_ancestor(self, old: str, new: str) -> bool:
        return self._git.ask("merge-base", "--is-ancestor", old, new).code == 0

    def _among(self, revs: Iterable[str]) -> Reach:
        """Ask git which commits ``revs`` hold, and pick those that carry something."""
        wanted = self._store.record_ids() | self._noted.keys()
        ids = self._git.run("rev-list", "--stdin", data=_lines(revs)).decode().split()
        return Reach("", len(ids), tuple(oid for oid in ids if oid in wanted))

    def _walk(self, revs: Iterable[str]) -> Reach:
        """Read the messages that ``revs`` hold and keep what carries something."""
        members: list[str] = []
        batch: list[Raw] = []
        count = 0
        for raw in stream_log(self._git, revs):
            count += 1
            if carries(raw[3]) or raw[0].decode() in self._noted:
                batch.append(raw)
            if len(batch) == _BATCH:
                members += self._keep(batch)
                batch = []
        members += self._keep(batch)
        return Reach("", count, tuple(members))

    def _fill(self, members: Collection[str]) -> None:
        """Read commits that carry nothing but a note, written after they were walked past."""
        missing = sorted(set(members) - self._store.record_ids())
        for at in range(0, len(missing), _BATCH):
            self._keep(list(stream_log(self._git, missing[at : at + _BATCH], ["--no-walk"])))

    def _keep(self, batch: list[Raw]) -> list[str]:
        """Store the facts of some commits; the ids of those that carry something."""
        records = [_only_ours(read_commit(raw)) for raw in batch]
        kept = [one for one in records if one.entries or one.reverts or one.id in self._noted]
        entered = [one.id for one in kept if one.entries or one.id in self._noted]
        paths = changed_paths(self._git, [oid for oid in entered if oid not in self._shallow])
        self._store.add_records(
            one._replace(paths=paths.get(one.id, ()), reverts=self._undone(one)) for one in kept
        )
        return [one.id for one in kept]

    def _undone(self, record: CommitRecord) -> tuple[str, ...]:
        """The commits that a revert undoes; for a merge, all that it brought in."""
        return tuple(oid for name in record.reverts for oid in self._expand(name))

    def _expand(self, name: str) -> list[str]:
        if ".." not in name:
            return [name]
        listed = self._git.ask("rev-list", "--end-of-options", name)
        return listed.out.decode().split() if listed.code == 0 else []


def _only_ours(record: CommitRecord) -> CommitRecord:
    return record._replace(entries=tuple(one for one in record.entries if one.key in _KEYS))


def _lines(revs: Iterable[str]) -> bytes:
    return "".join(f"{rev}\n" for rev in revs).encode()
