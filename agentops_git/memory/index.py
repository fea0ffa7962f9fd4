"""The index: each commit is read once, and an unchanged repository costs no walk.

Which commits a range holds is always git's answer; what is kept are facts about object
ids, and which of them a tip reaches.
"""

from binascii import unhexlify
from collections.abc import Collection, Iterable, Mapping, Sequence

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.memory.attached import Attached, Ground, attach, dump, restore
from agentops_git.memory.changes import changed_paths
from agentops_git.memory.fitting import PatchIds
from agentops_git.memory.log import Raw, carries, read_commit, stream_log
from agentops_git.memory.records import CommitRecord, Noted
from agentops_git.memory.store import Reach, Store
from agentops_git.message.keys import CANONICAL

_BATCH = 500
_KEYS = frozenset(CANONICAL.values())


class Index:
    """Reads what is new into a store, and answers from it."""

    def __init__(self, git: Git, store: Store, shallow: frozenset[str]) -> None:
        self._git, self._store, self._shallow = git, store, shallow

    def history(self, tip: str) -> Reach:
        """Everything that ``tip`` reaches."""
        reach = self._store.reach(tip)
        if not reach:
            last = self._store.last_reach()
            onward = last and last.ids and self._is_ancestor(last.tip, tip)
            reach = self._onward(last, tip) if last and onward else self._afresh(tip)
            self._store.remember(reach)
        return reach

    def _onward(self, last: Reach, tip: str) -> Reach:
        """A tip that grew out of the last one: only what is new is walked."""
        new = self._walk([tip, f"^{last.tip}"])
        ids = (last.ids or b"") + (new.ids or b"")
        return Reach(tip, last.commits + new.commits, last.members + new.members, ids)

    def _afresh(self, tip: str) -> Reach:
        """Any other tip: walk what no known tip reaches, and let git say what it holds."""
        known = self._known()
        new = self._walk([tip, *known])
        return (self._among([tip]) if known else new)._replace(tip=tip)

    def span(self, revs: Sequence[str]) -> Reach:
        """What a range holds; it is read, but no tip of it remembered."""
        self._walk([*revs, *self._known()])
        return self._among(revs)

    def ids(self, reach: Reach, revs: Sequence[str]) -> frozenset[str]:
        """The ids of all commits that a range holds; git is asked where they were forgotten."""
        kept = reach.ids or self._store.ids(reach.tip) or self._among(revs).ids or b""
        size = len(kept) // reach.commits if reach.commits else 1
        text = kept.hex()
        return frozenset(text[at : at + 2 * size] for at in range(0, len(text), 2 * size))

    def picks(self, members: Collection[str]) -> Mapping[str, str]:
        """The commits that say what they were cherry-picked from, by that; the oldest of each."""
        picks = [one for one in self._store.records(members) if one.picked]
        picks.sort(key=lambda one: (one.date, one.id), reverse=True)
        return {source: one.id for one in picks for source in one.picked}

    def noted(self, tips: Mapping[str, str], ground: Ground, patch_ids: PatchIds) -> Attached:
        """What the notes at some tips say of the commits of a range."""
        if not tips:
            return Attached({})
        span, notes = " ".join(ground.revs), " ".join(f"{ref} {tips[ref]}" for ref in sorted(tips))
        kept = self._store.noted(span, notes)
        if kept is None:
            kept = dump(attach(self._git, tips, ground, patch_ids))
            self._store.remember_noted(span, notes, kept)
        return restore(kept)

    def records(
        self, members: Collection[str], noted: Mapping[str, tuple[Noted, ...]]
    ) -> list[CommitRecord]:
        """The facts of commits, notes included, by (author date, id)."""
        self._fill(noted)
        found = self._store.records({*members, *noted})
        full = (record._replace(notes=noted.get(record.id, ())) for record in found)
        kept = [one for one in full if one.entries or one.reverts or one.notes]
        return sorted(kept, key=lambda record: (record.date, record.id))

    def _known(self) -> list[str]:
        """The tips that were read, to be left out of a walk; collected ones are forgotten."""
        tips = self._store.known_tips()
        found = zip(tips, resolve(self._git, tips), strict=True)
        return [f"^{tip}" for tip, there in found if there]

    def _is_ancestor(self, old: str, new: str) -> bool:
        return self._git.ask("merge-base", "--is-ancestor", old, new).code == 0

    def _among(self, revs: Iterable[str]) -> Reach:
        """Ask git which commits ``revs`` hold, and pick those that carry something."""
        wanted = self._store.record_ids()
        ids = self._git.run("rev-list", "--stdin", data=_lines(revs)).split()
        members = tuple(oid for name in ids if (oid := name.decode()) in wanted)
        return Reach("", len(ids), members, unhexlify(b"".join(ids)))

    def _walk(self, revs: Iterable[str]) -> Reach:
        """Read the messages that ``revs`` hold and keep what carries something."""
        members: list[str] = []
        batch: list[Raw] = []
        ids, count = bytearray(), 0
        for raw in stream_log(self._git, revs):
            ids += raw[0]
            count += 1
            if carries(raw[3]):
                batch.append(raw)
            if len(batch) == _BATCH:
                members += self._keep(batch)
                batch = []
        members += self._keep(batch)
        return Reach("", count, tuple(members), unhexlify(ids))

    def _fill(self, noted: Collection[str]) -> None:
        """Read commits that carry nothing but a note, which were walked past."""
        missing = sorted(set(noted) - self._store.record_ids()) if noted else []
        for at in range(0, len(missing), _BATCH):
            batch = stream_log(self._git, missing[at : at + _BATCH], ["--no-walk"])
            self._keep(list(batch), whatever=True)

    def _keep(self, batch: list[Raw], whatever: bool = False) -> list[str]:
        """Store the facts of some commits; the ids of those that carry something."""
        records = [_only_ours(read_commit(raw)) for raw in batch]
        kept = [one for one in records if one.entries or one.reverts or one.picked or whatever]
        paths = changed_paths(self._git, [one.id for one in kept if one.id not in self._shallow])
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
