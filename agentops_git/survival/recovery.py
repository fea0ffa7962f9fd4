"""Where each orphaned note belongs now, and how to put it there (docs/notes.md)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.memory.fitting import PatchIds, Stray, known_commits, plain, stray_of
from agentops_git.notes.read import tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.survival.lost import lost
from agentops_git.survival.orphans import FOLLOWING, Kind, Orphan, orphans_of, read_kind
from agentops_git.survival.placing import Home, place
from agentops_git.survival.standing import EVERY_REF, Standing, standing
from agentops_git.survival.unsynced import Unsynced, unsynced


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

    ``deep`` compares every commit's patch-id, which takes about a second for 1,000 commits.
    """
    kinds, problems = _kinds(git)
    oids = {oid for kind in kinds.values() for oid in (*kind.lines, *kind.texts)}
    found = standing(git, oids)
    orphans = [one for kind in kinds.values() for one in orphans_of(kind, found)]
    away = [] if found.partial else _lost(git, kinds, found)
    where = standing(git, {one.object for one in away})
    homes = _homes(git, [*orphans, *away], found, where, deep)
    pairs = list(zip([*orphans, *away], homes, strict=True))
    return Recovery(
        tuple((one, home) for one, home in pairs if home),
        tuple(Left(one, _why(one, deep)) for one, home in pairs if not home),
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
) -> list[Home | None]:
    """Homes by what an orphan's line says of its commit, or the commit itself while it exists."""
    hidden = _hidden(git, found.hidden | where.hidden)
    stays = [one.line is not None and one.object in where.reached for one in orphans]
    strays = [
        None if stay else _stray(one, hidden) for one, stay in zip(orphans, stays, strict=True)
    ]
    placed: Mapping[Stray, Home] = {}
    if sought := frozenset(stray for stray in strays if stray):
        commits = known_commits(git, (), EVERY_REF)
        placed = place(sought, commits, _asked(git, found.partial), deep)
    return [
        Home(one.object, "same object") if stay else placed.get(stray) if stray else None
        for one, stay, stray in zip(orphans, stays, strays, strict=True)
    ]


def _asked(git: Git, partial: bool) -> PatchIds:
    """Patch-ids, but none where git would fetch the files of each commit to tell."""
    return (lambda commits: {}) if partial else (lambda commits: patch_ids(git, commits))


def _hidden(git: Git, oids: Collection[str]) -> dict[str, Stray]:
    """The commits that no ref reaches, as long as they exist."""
    if not oids:
        return {}
    known = known_commits(git, sorted(oids), ("--no-walk=unsorted",))
    ids = patch_ids(git, sorted(oids))
    return {one.id: stray_of(one, ids.get(one.id)) for one in known}


def _stray(orphan: Orphan, hidden: Mapping[str, Stray]) -> Stray | None:
    there = hidden.get(orphan.object)
    line = orphan.line
    if there or line is None or line.commit is None:
        return there
    subject = None if line.subject is None else plain(line.subject)
    return Stray(line.commit, line.tree, line.patch_id, subject, None, _seconds(line.at))


def _seconds(at: str) -> int:
    try:
        return int(datetime.fromisoformat(at).timestamp())
    except (ValueError, OverflowError):
        return 0


def _why(orphan: Orphan, deep: bool) -> str:
    if orphan.why:
        return f"the line can't be read: {orphan.why}"
    if orphan.line is None:
        return "no commit that a ref reaches fits; a text note does not say what it was about"
    if orphan.line.commit is None:
        return "its object is gone, and was no commit"
    return "no commit that a ref reaches fits" + ("" if deep else "; to compare all: --deep")
