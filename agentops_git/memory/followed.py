"""Tables that hold what one tip reaches, no more and no less: they follow it wherever it goes.

So what is computed out of them depends on the tip alone, and not on what was asked before.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.memory.store import Store

Result = TypeVar("Result")


class Way(NamedTuple):
    """From the tip that a table stands at (none: from nothing) to the one it is to stand at."""

    old: str | None
    new: str

    @property
    def revs(self) -> str:
        """The commits that differ, for ``git log --left-right``: ``<`` leave and ``>`` come."""
        return f"{self.old}...{self.new}" if self.old else self.new


def at_tip(
    git: Git,
    store: Store,
    place: tuple[str, str],
    bring: Callable[[Way], None],
    ask: Callable[[], Result],
) -> Result:
    """Ask tables that stand at a tip; ``place`` is (their name, the tip).

    Where they stand elsewhere, ``bring`` is to bring them there first, in one transaction; it
    has to empty them where the way has no beginning. Both see the state of a single moment.
    """
    name, tip = place
    with store.reading():
        if stands(store, name) == tip:
            return ask()
    with store.writing():
        old = stands(store, name)
        if old != tip:
            bring(Way(old if old and resolve(git, [old])[0] else None, tip))
            now_at(store, name, tip)
        return ask()


def now_at(store: Store, name: str, tip: str) -> None:
    """State where tables stand now; inside ``writing``."""
    row = (store.view, name, tip)
    store.connection.execute("INSERT OR REPLACE INTO followed VALUES (?, ?, ?)", row)


def stands(store: Store, name: str) -> str | None:
    """Where tables were brought last."""
    query = "SELECT tip FROM followed WHERE view = ? AND name = ?"
    row = store.connection.execute(query, (store.view, name)).fetchone()
    return row[0] if row else None
