"""Items that fit a question, out of the index; what is new in history is mined first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import gmtime, strftime
from typing import TYPE_CHECKING, NamedTuple

from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.memory.relevance import question
from agentops_git.memory.renames import earlier_names
from agentops_git.memory.served import Draft, Hit, State, find, holds, replace
from agentops_git.memory.store import Say, Store, with_store
from agentops_git.memory.view import view_of

if TYPE_CHECKING:  # a question about a known state mines nothing
    from agentops_git.memory.mine import Mined

ANYWAY = 3_000
"""Commits with records up to which they are kept ready by whoever mined them for something else."""
_SLOW = 3.0  # seconds after which somebody who waits is told why


class Found(NamedTuple):
    """Items, best first, how the terms that found them were written, and the names that the
    asked paths have and had: each with the name that was asked for."""

    hits: Sequence[Hit]
    written: Mapping[str, str]
    paths: Mapping[str, str]


class Here(NamedTuple):
    """A repository with the path of its index and the key of its view, the state of its history
    (the tips of the notes, and HEAD's commit), and the day (YYYY-MM-DD) that it is there."""

    git: Git
    index_path: str
    view: str
    notes: Mapping[str, str]
    head: str
    day: str

    @property
    def key(self) -> str:
        """What the items that can be served are a function of."""
        notes = (f"{ref} {tip}" for ref, tip in sorted(self.notes.items()))
        return "\n".join([self.head, self.view, *notes])


def here_now(git: Git) -> Here:
    """The repository as it stands today."""
    where = places(git)
    view = view_of(git, where, None)
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").out.decode().strip()
    return Here(git, where.index_path, view.key, view.notes, head, _today())


def _today() -> str:
    return strftime("%Y-%m-%d", gmtime())


def found(here: Here, query: str, paths: Sequence[str], say: Say) -> Found:
    """Ask the index; where it holds another state of history, bring it up to date before."""
    once = _once(say)
    known = with_store(
        here.index_path, here.view, lambda store: _ask(here, store, query, paths), once
    )
    if known is not None:
        return known
    with _patience(once):
        from agentops_git.memory.mine import mine

        now, state, items = _drafted(here, mine(here.git, "HEAD", once))

        def anew(store: Store) -> Found | None:
            _hold(store, state, items)
            return _ask(now, store, query, paths)

        return with_store(here.index_path, here.view, anew, once) or Found((), {}, {})


def hold(git: Git, mined: "Mined", say: Say) -> None:
    """Keep what HEAD's history teaches ready for questions and hints, where it was mined anyway.

    Of a longer history than ``ANYWAY`` only a question does: it takes seconds, and one waits.
    """
    at, keeping = mined.as_of, mined.keeping
    if not at or not keeping or len(mined.records) > ANYWAY:
        return
    here = Here(git, keeping.path, keeping.view, at.notes, at.commit, _today())

    def anew(store: Store) -> None:
        with store.reading():
            known = holds(store.connection, here.key, here.day)
        if not known:
            _, state, items = _drafted(here, mined)
            _hold(store, state, items)

    with_store(here.index_path, here.view, anew, say)


def _hold(store: Store, state: State, items: Sequence[Draft]) -> None:
    with store.writing():
        replace(store.connection, state, items)


def _ask(here: Here, store: Store, query: str, paths: Sequence[str]) -> Found | None:
    """What the index holds of this state; None where it holds another."""
    with store.reading():
        if not holds(store.connection, here.key, here.day):
            return None
    names = _names(here.git, store, paths)
    asked = question(query, paths, names)
    with store.reading():
        return Found(find(store.connection, asked), asked.written, names)


def _names(git: Git, store: Store, paths: Sequence[str]) -> dict[str, str]:
    """The names that paths had, and those that they have, each with the one asked for."""
    earlier = earlier_names(git, store, paths) if paths else {}
    names = {old: path for path in paths for old in sorted(earlier[path])}
    return names | {path: path for path in paths if path}


def _drafted(here: Here, mined: "Mined") -> tuple[Here, State, list[Draft]]:
    """All items of HEAD's history, and the state that they are of."""
    from agentops_git.knowledge.recall.committed import committed_patterns
    from agentops_git.knowledge.recall.drafts import drafts, unchanged

    at = mined.as_of
    if not at:
        return here, State(here.key, *unchanged(mined, here.day)), []
    now = here._replace(head=at.commit, notes=at.notes)
    items = drafts(mined, committed_patterns(here.git, at.commit), here.day)
    return now, State(now.key, *unchanged(mined, here.day)), list(items)


def _once(say: Say) -> Say:
    """Each line a single time, however often the index is opened."""
    said: set[str] = set()

    def new(line: str) -> None:
        if line not in said:
            said.add(line)
            say(line)

    return new


@contextmanager
def _patience(say: Say) -> Iterator[None]:
    from threading import Timer

    waiting = "reading what is new in the history; this takes a while only once"
    timer = Timer(_SLOW, say, (waiting,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
