"""Mine a range: the one entry to history for everything above."""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.memory.attached import Ground
from agentops_git.memory.changes import patch_ids
from agentops_git.memory.distinct import changes, repeated, restored, standing
from agentops_git.memory.index import Index
from agentops_git.memory.keeping import Keeping
from agentops_git.memory.records import CommitRecord, Decision
from agentops_git.memory.renamed import renamed
from agentops_git.memory.store import Say, Store, with_store
from agentops_git.memory.view import View, view_of
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

    @property
    def whole(self) -> bool:
        """Whether it is everything that one commit reaches."""
        return len(self.includes) == 1 and not self.excludes


class Mined(NamedTuple):
    """What a range holds: records that stand, by (author date, id), and the distinct change
    that each of their commits belongs to. ``as_of`` is None where there is no commit yet.
    ``beyond`` are records that a narrower view left out: no evidence there, yet they rule.
    ``reverted`` are records whose commits were undone, by (author date, id). ``decisions`` are
    what people settled, in the order they did. ``keeping`` keeps what is computed out of the
    whole history of a commit; None for any other range."""

    repository: str
    range: str
    as_of: AsOf | None
    commits: int
    records: tuple[CommitRecord, ...]
    changes: Mapping[str, str]
    beyond: tuple[CommitRecord, ...] = ()
    reverted: tuple[CommitRecord, ...] = ()
    decisions: tuple[Decision, ...] = ()
    keeping: Keeping | None = None

    @property
    def whole(self) -> "Mined":
        """The same without the narrower view."""
        records = sorted((*self.records, *self.beyond), key=lambda one: (one.date, one.id))
        return self._replace(records=tuple(records), beyond=()) if self.beyond else self


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


def mine(git: Git, text: str, say: Say, notes: Mapping[str, str] | None = None) -> Mined:
    """Read what the range ``text`` says, with the notes refs at some tips (None: as they are).

    What can't be seen or read, and an index that can't be used, are said in one line each.
    """
    where = places(git)
    view = view_of(git, where, notes)
    span = resolve_range(git, text)
    if not span:
        say("there are no commits yet")
        return Mined(_name(where), text, None, 0, (), {})
    if view.shallow:
        say("the history is shallow: older commits are not seen; run: git fetch --unshallow")
    as_of = AsOf(span.includes[0], span.date, view.notes)
    found = with_store(where.index_path, view.key, lambda store: _read(git, store, view, span), say)
    if found.strange:
        things = "thing" if found.strange == 1 else "things"
        say(f"{found.strange} {things} in the notes can't be read; see: agentops-git note list")
    keeping = Keeping(where.index_path, view.key) if span.whole else None
    return Mined(
        _name(where), text, as_of, found.commits, found.records, found.changes,
        reverted=found.reverted, decisions=found.decisions, keeping=keeping,
    )  # fmt: skip


class _Found(NamedTuple):
    """What the index and git know of a range."""

    commits: int
    records: tuple[CommitRecord, ...]
    changes: Mapping[str, str]
    strange: int
    reverted: tuple[CommitRecord, ...]
    decisions: tuple[Decision, ...]


def _read(git: Git, store: Store, view: View, span: Span) -> _Found:
    index = Index(git, store, view.shallow)
    revs = [*span.includes, *(f"^{rev}" for rev in span.excludes)]
    reach = index.history(revs[0]) if span.whole else index.span(revs)

    def patches(ids: Sequence[str]) -> Mapping[str, str]:
        return _patches(git, store, ids)

    def ids() -> Collection[str]:
        return index.ids(reach, revs)

    ground = Ground(revs, ids, lambda: index.picks(reach.members))
    noted = index.noted(view.notes, ground, patches)
    every = renamed(index.records(reach.members, noted.by_commit), ids)
    stand = standing(every)
    standing_ids = {record.id for record in stand}
    reverted = tuple(record for record in every if record.id not in standing_ids)
    records = restored(every, stand, patches)
    return _Found(
        reach.commits, records, changes(records, patches(repeated(records))), noted.strange,
        reverted, noted.decisions,
    )  # fmt: skip


def _patches(git: Git, store: Store, ids: Sequence[str]) -> Mapping[str, str]:
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


def _name(where: Places) -> str:
    """The repository's name: its directory's, without ``.git``."""
    folder = where.common_dir
    if os.path.basename(folder) == ".git":
        folder = os.path.dirname(folder)
    return os.path.basename(folder).removesuffix(".git")
