"""Mine a range: the one entry to history for everything above."""

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.memory.changes import patch_ids
from agentops_git.memory.distinct import changes, repeated, standing
from agentops_git.memory.index import Index
from agentops_git.memory.notes import NOTES_REF
from agentops_git.memory.records import CommitRecord
from agentops_git.memory.store import Say, Store, with_store
from agentops_git.message.printable import one_line


class AsOf(NamedTuple):
    """The state of history that something was mined at: a commit, its date and the notes tips."""

    commit: str
    date: int
    notes: Mapping[str, str]


class Span(NamedTuple):
    """A range that was resolved: ``includes`` holds its tips, the first of which dates it."""

    text: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    date: int


class Mined(NamedTuple):
    """What a range holds: records that stand, by (author date, id), and the distinct change
    that each of their commits belongs to. ``as_of`` is None where there is no commit yet."""

    repository: str
    range: str
    as_of: AsOf | None
    commits: int
    records: tuple[CommitRecord, ...]
    changes: Mapping[str, str]


class View(NamedTuple):
    """What decides how this repository's history reads: its notes, and a key over the rest."""

    notes: str
    shallow: frozenset[str]
    key: str


def resolve_range(git: Git, text: str) -> Span | None:
    """Ask git what a range means. None for a HEAD without commits; UsageError for nonsense."""
    if text.startswith("-"):
        raise UsageError(f"{one_line(text)!r} is no range; give a revision, or A..B")
    if text == "HEAD" and git.ask("rev-parse", "--verify", "--quiet", "HEAD").code != 0:
        return None
    found = git.ask("rev-parse", text, "--")
    names = found.out.decode("utf-8", "replace").split()[:-1]
    includes = [name for name in names if not name.startswith("^")]
    if found.code != 0 or not includes:
        raise UsageError(f"the range {one_line(text)!r} names no commit here; see: git log --all")
    tips = git.ask("log", "--no-walk=unsorted", "--format=%H %ct", *includes, "--")
    rows = [line.split() for line in tips.out.decode().splitlines()]
    if tips.code != 0 or not rows:
        raise UsageError(f"{one_line(text)!r} is no commit")
    excludes = tuple(name[1:] for name in names if name.startswith("^"))
    return Span(text, tuple(row[0] for row in rows), excludes, int(rows[0][1]))


def mine(git: Git, text: str, say: Say, notes: str | None = None) -> Mined:
    """Read what the range ``text`` says, with the notes at the tip ``notes`` (None: as they are).

    What can't be seen, and an index that can't be used, are said in one line each.
    """
    where = places(git)
    view = _view(git, where, notes)
    span = resolve_range(git, text)
    if not span:
        say("there are no commits yet")
        return Mined(_name(where), text, None, 0, (), {})
    if view.shallow:
        say("the history is shallow: older commits are not seen; run: git fetch --unshallow")
    as_of = AsOf(span.includes[0], span.date, {NOTES_REF: view.notes} if view.notes else {})
    commits, records, same = with_store(
        where.ours("index.sqlite"), view.key, lambda store: _read(git, store, view, span), say
    )
    return Mined(_name(where), text, as_of, commits, records, same)


def _read(
    git: Git, store: Store, view: View, span: Span
) -> tuple[int, tuple[CommitRecord, ...], Mapping[str, str]]:
    index = Index(git, store, view.shallow, view.notes)
    whole = len(span.includes) == 1 and not span.excludes
    reach = index.history(span.includes[0]) if whole else index.span(span.includes, span.excludes)
    records = standing(index.records(reach.members))
    return reach.commits, records, changes(records, _patches(git, store, repeated(records)))


def _patches(git: Git, store: Store, ids: list[str]) -> Mapping[str, str]:
    """The patch-ids of some commits, each asked of git once."""
    if not ids:
        return {}
    known = store.patches()
    missing = [oid for oid in ids if oid not in known]
    if missing:
        new = patch_ids(git, missing)
        store.add_patches({oid: new.get(oid, "") for oid in missing})
        known.update(new)
    return {oid: known[oid] for oid in ids if known.get(oid)}


def _view(git: Git, where: Places, notes: str | None) -> View:
    refs = git.text("for-each-ref", "--format=%(objectname) %(refname)", _replaced(git), NOTES_REF)
    lines = refs.splitlines()
    tip = next((line.split()[0] for line in lines if line.endswith(f" {NOTES_REF}")), "")
    replaced = [line for line in lines if not line.endswith(f" {NOTES_REF}")]
    switches = [_use_replaced(git)] if replaced else []
    shallow = _file(os.path.join(where.common_dir, "shallow"))
    grafts = _file(os.path.join(where.common_dir, "info", "grafts"))
    key = sha256("\0".join([shallow, grafts, *replaced, *switches]).encode("utf-8", "replace"))
    return View(tip if notes is None else notes, frozenset(shallow.split()), key.hexdigest())


def _replaced(git: Git) -> str:
    return git.env.get("GIT_REPLACE_REF_BASE", "refs/replace/")


def _use_replaced(git: Git) -> str:
    said = git.ask("config", "--type=bool", "core.useReplaceRefs").out.decode().strip()
    return f"{said} {git.env.get('GIT_NO_REPLACE_OBJECTS')}"


def _file(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _name(where: Places) -> str:
    """The repository's name: its directory's, without ``.git``."""
    folder = where.common_dir
    if os.path.basename(folder) == ".git":
        folder = os.path.dirname(folder)
    return os.path.basename(folder).removesuffix(".git")
