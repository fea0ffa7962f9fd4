"""Which earlier commits bear on a commit, best first, and why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.knowledge.related.bearing import Evidence, score
from agentops_git.knowledge.related.gather import Asked, Ground, copies, gather
from agentops_git.memory.changes import changed_paths
from agentops_git.memory.corpus import own_words, with_corpus
from agentops_git.memory.lookup import Known, Lookup
from agentops_git.memory.renames import earlier_names, head
from agentops_git.memory.store import Store, with_store
from agentops_git.memory.terms import stems
from agentops_git.memory.view import view_of
from agentops_git.message.printable import one_line
from agentops_git.message.subject import parse_subject

Say = Callable[[str], None]
Result = TypeVar("Result")

_NAMED = 200  # paths whose earlier names are looked for
_BROUGHT = 10_000  # commits of a merge that are left out as a part of it


class Related(NamedTuple):
    """An earlier commit: ``words`` and ``paths`` are what it shares, the rarest words first;
    ``scope`` is that of Conventional Commits, where both have the same."""

    known: Known
    score: float
    words: tuple[str, ...]
    paths: tuple[str, ...]
    scope: str | None
    same_author: bool
    days: int


class Answer(NamedTuple):
    """The commit that was asked about, and what bears on it, best first."""

    commit: str
    subject: str
    items: tuple[Related, ...]


def related(git: Git, name: str, limit: int, say: Say, within: Sequence[str] = ()) -> Answer:
    """At most ``limit`` earlier commits that bear on the commit ``name``.

    They are of HEAD's history, or of the commit's own where HEAD does not reach it; ``within``
    keeps those that touched one of these paths, which are relative to the root of the tree.
    """
    where = places(git)
    view = view_of(git, where, {})
    oid = resolve_commit(git, name)
    if view.shallow:
        say("the history is shallow: older commits are not seen; run: git fetch --unshallow")

    def work(store: Store) -> Answer:
        for tip in dict.fromkeys([head(git) or oid, oid]):
            search = _Search(git, store, tip, say)
            found = search.answer(oid, limit, within)
            if found:
                return found
        raise UsageError(f"{oid} stands in for another commit; see: git replace --list")

    return with_store(where.index_path, view.key, work, say)


def resolve_commit(git: Git, name: str) -> str:
    """The id of the commit that a name means; UsageError where it means none."""
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.code != 0 or not name or name.startswith("^"):  # git takes ^X for a commit
        raise UsageError(f"{one_line(name)!r} names no commit here; see: git log --all")
    return found.out.decode().strip()


class _Search:
    """A search in the history of one tip."""

    def __init__(self, git: Git, store: Store, tip: str, say: Say) -> None:
        self._git, self._store, self._tip, self._say = git, store, tip, say

    def answer(self, oid: str, limit: int, within: Sequence[str]) -> Answer | None:
        """What bears on a commit; None where the tip does not reach it."""
        asked = self._ask(lambda lookup: own(lookup, oid))
        if not asked:
            return None
        part: frozenset[str] = frozenset()
        if asked.known.same is None:
            asked, part = self._merge(asked), self._brought(oid)
        names = self._earlier([*sorted(asked.paths)[:_NAMED], *within])
        olds = {old: path for path in asked.paths for old in names.get(path, ())}
        asked = asked._replace(paths={**olds, **asked.paths})
        places = [name for path in within for name in (path, *sorted(names[path]))]

        def ask(lookup: Lookup) -> list[Related]:
            only = _inside(lookup, places) if within else None
            ground = gather(lookup, asked, only)
            return _best(lookup, asked.known, ground, part, limit)

        return Answer(oid, asked.known.subject, tuple(self._ask(ask)))

    def _ask(self, ask: Callable[[Lookup], Result]) -> Result:
        return with_corpus(self._git, self._store, self._tip, ask, self._say)

    def _earlier(self, paths: Sequence[str]) -> Mapping[str, frozenset[str]]:
        return earlier_names(self._git, self._store, paths, self._tip)

    def _merge(self, asked: Asked) -> Asked:
        """A merge with what it says and what it changed against its first parent: the index
        knows it as a link alone."""
        oid = asked.known.id
        message = self._git.text("log", "-1", "--format=%B", "--encoding=UTF-8", oid, "--")
        paths = changed_paths(self._git, [oid]).get(oid, ())
        known = asked.known._replace(touches=len(paths))
        return Asked(known, *own_words(message), {path: path for path in paths})

    def _brought(self, oid: str) -> frozenset[str]:
        """What a merge brought in: that is a part of it, and not earlier than it."""
        listed = self._git.ask("rev-list", f"-{_BROUGHT}", f"^{oid}^1", f"{oid}^@", "--")
        return frozenset(listed.out.decode().split()) if listed.code == 0 else frozenset()


def own(lookup: Lookup, oid: str) -> Asked | None:
    """A commit with its words and paths."""
    known = lookup.commit(oid)
    if not known:
        return None
    subject, body = lookup.said(known.no)
    paths = lookup.path_names(known.paths)
    return Asked(known, subject.split(), body.split(), {path: path for path in paths})


def _inside(lookup: Lookup, names: Sequence[str]) -> frozenset[int]:
    """The numbers of paths that are one of ``names`` or lie below one."""
    below = (no for name in names for no in lookup.below(name))
    return frozenset([*lookup.paths(names), *below])


def _best(
    lookup: Lookup, asked: Known, ground: Ground, part: Collection[str], limit: int
) -> list[Related]:
    """The best of the evidence, one of each change, and why."""
    scope = parse_subject(asked.subject).scope
    ranked = sorted(ground.evidence, key=lambda one: (-score(one), -one.known.at, one.known.id))
    chosen: list[Related] = []
    for one in ranked:
        if len(chosen) == limit:
            break
        common = scope if scope and parse_subject(one.known.subject).scope == scope else None
        bears = one.text or one.files or common
        twice = any(copies(one.known, other.known) for other in chosen)
        if bears and not twice and one.known.id not in part:
            chosen.append(_explained(lookup, one, ground, common))
    return chosen


def _explained(lookup: Lookup, one: Evidence, ground: Ground, scope: str | None) -> Related:
    """A choice with what it shares."""
    said = " ".join(lookup.said(one.known.no)).split()
    stem = stems({*said, *ground.words})
    theirs = {stem[word] for word in said}
    words = tuple(word for word in ground.words if stem[word] in theirs)
    paths = sorted({ground.paths[no] for no in one.known.paths & ground.paths.keys()})
    return Related(one.known, score(one), words, tuple(paths), scope, one.author, int(one.days))
