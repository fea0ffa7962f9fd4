"""Which notes count for which commits of a range: those on them, and strays that fit one."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.memory.fitting import PatchIds, Stray, fit, known_commits, plain, stray_of
from agentops_git.memory.noted import read_notes
from agentops_git.memory.records import Decision, Noted
from agentops_git.message.model import Entry


class Attached(NamedTuple):
    """Notes by the commit that they count for, how many things could not be read, and what
    people decided, whatever the range."""

    by_commit: Mapping[str, tuple[Noted, ...]]
    strange: int = 0
    decisions: tuple[Decision, ...] = ()


ByObject = Mapping[str, tuple[Noted, ...]]


class Ground(NamedTuple):
    """A range for its notes: ``revs`` name it, ``ids`` says which commits it holds, ``picks``
    which of them say what they were cherry-picked from: the source, then the commit."""

    revs: Sequence[str]
    ids: Callable[[], Collection[str]]
    picks: Callable[[], Mapping[str, str]]


def attach(git: Git, tips: Mapping[str, str], ground: Ground, patch_ids: PatchIds) -> Attached:
    """Read the notes at some tips, and give each to the commit of the range that it counts for."""
    notes = read_notes(git, tips)
    if not notes.by_object:
        return Attached({}, notes.strange, notes.decisions)
    here = ground.ids()
    found = {oid: list(noted) for oid, noted in notes.by_object.items() if oid in here}
    absent = {oid: noted for oid, noted in notes.by_object.items() if oid not in here}
    for commit, noted in _strays(git, absent, ground, patch_ids):
        found.setdefault(commit, []).append(noted)
    by_commit = {oid: _once(noted) for oid, noted in found.items()}
    return Attached(by_commit, notes.strange, notes.decisions)


def _once(noted: Iterable[Noted]) -> tuple[Noted, ...]:
    """Each statement once: a note that was carried may still hang on the old commit as well."""
    first: dict[tuple[tuple[Entry, ...], str], Noted] = {}
    for one in noted:
        first.setdefault((one.entries, one.origin), one)
    return tuple(first.values())


def _strays(
    git: Git, absent: ByObject, ground: Ground, patch_ids: PatchIds
) -> Iterator[tuple[str, Noted]]:
    """The notes on other objects that fit a commit of the range, each with that commit."""
    strays = dict(_described(git, absent, patch_ids))
    if not strays:
        return
    fitted = fit(strays.keys(), known_commits(git, ground.revs), patch_ids)
    if left := strays.keys() - fitted.keys():
        picks = ground.picks()
        fitted.update({stray: picks[stray.id] for stray in left if stray.id in picks})
    for stray, commit in sorted(fitted.items(), key=lambda item: (item[1], item[0].id)):
        yield from ((commit, noted) for noted in strays[stray])


def _described(
    git: Git, absent: ByObject, patch_ids: PatchIds
) -> Iterator[tuple[Stray, tuple[Noted, ...]]]:
    """Each object with what is known of it: by itself while it exists, else by its notes."""
    ids = sorted(absent)
    found = zip(ids, resolve(git, ids), strict=True)
    there = [oid for oid, object_ in found if object_ and object_[1] == "commit"]
    commits = known_commits(git, there, ["--no-walk"]) if there else []
    patches = patch_ids(there)
    for commit in commits:
        yield stray_of(commit, patches.get(commit.id)), absent[commit.id]
    for oid in absent.keys() - set(there):
        yield from _remembered(oid, absent[oid])


def _remembered(oid: str, notes: tuple[Noted, ...]) -> Iterator[tuple[Stray, tuple[Noted, ...]]]:
    """An object that is gone, by the lines that were written for it, else each line by itself."""
    own = [noted for noted in notes if noted.commit == oid]
    if own:
        yield _stray(own[0]), notes
        return
    by_stray: dict[Stray, list[Noted]] = {}
    for noted in notes:
        if noted.commit:
            by_stray.setdefault(_stray(noted), []).append(noted)
    yield from ((stray, tuple(noted)) for stray, noted in by_stray.items())


def _stray(noted: Noted) -> Stray:
    return Stray(
        noted.commit, noted.tree or None, noted.patch_id or None, plain(noted.subject), None,
        noted.at,
    )  # fmt: skip


def dump(attached: Attached) -> str:
    """Attached notes as JSON, for the index."""
    return json.dumps(attached, separators=(",", ":"))


def restore(text: str) -> Attached:
    """What ``dump`` wrote."""
    by_commit, strange, decided = json.loads(text)
    found = {
        oid: tuple(Noted(tuple(map(Entry._make, entries)), *facts) for entries, *facts in notes)
        for oid, notes in by_commit.items()
    }
    decisions = (Decision(what, tuple(about), *rest) for what, about, *rest in decided)
    return Attached(found, strange, tuple(decisions))
