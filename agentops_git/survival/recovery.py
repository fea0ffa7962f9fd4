"""Where each orphaned note belongs now, and how to put it there (docs/notes.md)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.memory.fitting import PatchIds, Stray, known_commits, plain, stray_of
from agentops_git.notes.line import Line
from agentops_git.notes.read import tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.survival.lost import lost
from agentops_git.survival.orphans import FOLLOWING, Kind, Orphan, orphans_of, read_kind
from agentops_git.survival.placing import Home, place
from agentops_git.survival.standing import EVERY_REF, Standing, standing
from agentops_git.survival.unsynced import Unsynced, unsynced

UNASKED = 5000
"""So many commits are all compared without ``deep``; that takes five seconds at most."""


class Left(NamedTuple):
    """An orphan that stays one, and why."""

    orphan: Orphan
    why: str


class Recovery(NamedTuple):
    """What was found: ``absent`` notes hang on commits that a shallow clone does not have,
    ``problems`` are refs that could not be read."""

    placed: tuple[tuple[Orphan, Home], ...]
    left: tuple[Left, ...]
    absent: int
    unsynced: tuple[Unsynced, ...]
    problems: tuple[str, ...]


def recovery(git: Git, deep: bool = False) -> Recovery:
    """Every orphan with its home; nothing is written. A constant number of processes.

    ``deep`` compares every commit's patch-id, which takes up to a second for 1,000 commits.
    """
    kinds, problems = _kinds(git)
    oids = {oid for kind in kinds.values() for oid in kind.texts}
    found = standing(git, oids)
    orphans = [one for kind in kinds.values() for one in orphans_of(kind, found)]
    away = [] if found.partial else _lost(git, kinds, found)
    where = standing(git, {one.object for one in away})
    homes, whole = _homes(git, [*orphans, *away], found, where, deep)
    pairs = list(zip([*orphans, *away], homes, strict=True))
    gone = found.gone | where.gone
    return Recovery(
        tuple((one, home) for one, home in pairs if home),
        tuple(Left(one, _why(one, gone, whole)) for one, home in pairs if not home),
        len(found.absent), tuple(unsynced(git)), tuple(problems),
    )  # fmt: skip


def _kinds(git: Git) -> tuple[dict[str, Kind], list[str]]:
    kinds: dict[str, Kind] = {}
    problems: list[str] = []
    for kind in FOLLOWING:
        try:
            if tip := tip_of(git, ref_of(kind)):
                kinds[kind] = read_kind(git, kind, tip)
        except UsageError as error:
            problems.append(str(error))
    return kinds, problems


def _lost(git: Git, kinds: Mapping[str, Kind], found: Standing) -> list[Orphan]:
    here = found.reached | found.absent
    return [one for kind in FOLLOWING for one in lost(git, kind, kinds.get(kind), here)]


def _homes(
    git: Git, orphans: Sequence[Orphan], found: Standing, where: Standing, deep: bool
) -> tuple[list[Home | None], bool]:
    """The home of each orphan that has one, and whether every commit was compared."""
    asked = _asked(git, found.partial)
    known = _told(orphans) | _hidden(git, found.hidden | where.hidden, asked)
    stays = [one.line is not None and one.object in where.reached for one in orphans]
    strays = [
        None if stay else _stray(one, known) for one, stay in zip(orphans, stays, strict=True)
    ]
    commits = known_commits(git, (), EVERY_REF) if any(strays) else []
    whole = (deep or len(commits) <= UNASKED) and not found.partial
    placed = place(frozenset(filter(None, strays)), commits, asked, whole)
    same = [
        Home(one.object, "same object") if stay else None
        for one, stay in zip(orphans, stays, strict=True)
    ]
    return [
        home or (placed.get(stray) if stray else None)
        for home, stray in zip(same, strays, strict=True)
    ], whole


def _asked(git: Git, partial: bool) -> PatchIds:
    """Patch-ids, but none where git would fetch the files of each commit to tell."""
    return (lambda commits: {}) if partial else (lambda commits: patch_ids(git, commits))


def _hidden(git: Git, oids: Collection[str], asked: PatchIds) -> dict[str, Stray]:
    """The commits that no ref reaches, as long as they exist."""
    if not oids:
        return {}
    known = known_commits(git, sorted(oids), ("--no-walk=unsorted",))
    ids = asked(sorted(oids))
    return {one.id: stray_of(one, ids.get(one.id)) for one in known}


def _told(orphans: Iterable[Orphan]) -> dict[str, Stray]:
    """What lines say of the commits that they hang on; it tells of a text beside them as well."""
    lines = (one.line for one in orphans if one.line and one.line.commit == one.object)
    return {stray.id: stray for line in lines if (stray := _of_line(line))}


def _stray(orphan: Orphan, known: Mapping[str, Stray]) -> Stray | None:
    """A commit that exists says it best; then the line itself; then a line on the same commit."""
    there = known.get(orphan.object)
    if orphan.line is None or (there and there.authored is not None):
        return None if orphan.why else there
    return _of_line(orphan.line)


def _of_line(line: Line) -> Stray | None:
    if line.commit is None:
        return None
    subject = None if line.subject is None else plain(line.subject)
    return Stray(line.commit, line.tree, line.patch_id, subject, None, _seconds(line.at))


def _seconds(at: str) -> int:
    try:
        return int(datetime.fromisoformat(at).timestamp())
    except (ValueError, OverflowError):
        return 0


def _why(orphan: Orphan, gone: Collection[str], whole: bool) -> str:
    if orphan.why:
        return f"the line can't be read: {orphan.why}"
    if orphan.line is None and orphan.object in gone:
        return "its commit is gone, and a text note does not say what that was"
    if orphan.line and orphan.line.commit is None:
        return "its object is gone, and was no commit"
    return "no commit that a ref reaches fits" + (
        "" if whole else "; to compare every change: --deep"
    )
