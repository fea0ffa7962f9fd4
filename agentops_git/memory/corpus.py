"""Stage two of the index: what every commit says and touches, read when it is first asked for.

One streaming pass over the history, and afterwards one over what is new. The tables hold what
one tip reaches, in one view of history.
"""

import re
from array import array
from collections.abc import Callable
from typing import TypeVar

from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.followed import Way, at_tip
from agentops_git.memory.lookup import Lookup
from agentops_git.memory.renames import Rename, follow_renames
from agentops_git.memory.store import Store
from agentops_git.memory.terms import words
from agentops_git.memory.whole_log import Change, whole_log

Result = TypeVar("Result")

MOST_PATHS = 500  # of one commit: a change of more files says nothing by their names
_NAME = "corpus"
_CHANGE_ID = re.compile(r"^Change-Id: *(I[0-9a-f]{8,40})$", re.M)
_PICKED = re.compile(r"^\(cherry picked from commit ([0-9a-f]{40,64})\)$", re.M)
_FORMAL = re.compile(  # lines that tools and habits write, not the commit's own words
    r"^(?:[A-Za-z-]+-(?:by|on|id)|cc|git-svn-id): .*$|^\(cherry picked from .*$", re.M | re.I
)


def with_corpus(
    git: Git, store: Store, tip: str, ask: Callable[[Lookup], Result], say: Callable[[str], None]
) -> Result:
    """Ask what the history of ``tip`` (a commit's id) holds; what is new is read first."""

    def bring(way: Way) -> None:
        if not way.old:
            say("reading what every commit says and touches; this is done once")
        _bring(git, store, way)

    return at_tip(git, store, (_NAME, tip), bring, lambda: ask(Lookup(store.connection)))


def own_words(message: str) -> tuple[list[str], list[str]]:
    """The words of a subject and of a body, without lines such as ``Signed-off-by``."""
    subject, _, body = message.strip().partition("\n")
    return words(subject), words(_FORMAL.sub("", body))


def same_change(change: Change) -> str:
    """What copies of a change share: a rebase and a cherry-pick keep author, date and subject."""
    named = _CHANGE_ID.findall(change.message)
    subject = change.message.strip().partition("\n")[0]
    return named[-1] if named else f"{change.author}\0{change.author_date}\0{subject}"


def _bring(git: Git, store: Store, way: Way) -> None:
    try:
        _read(git, store, way, contents=True)
    except GitFailed:  # a partial clone has no contents to compare
        _read(git, store, Way(None, way.new), contents=False)


def _read(git: Git, store: Store, way: Way, contents: bool) -> None:
    other_views = "DELETE FROM followed WHERE name = ? AND view != ?"
    store.connection.execute(other_views, (_NAME, store.view))
    writer = _Writer(store, afresh=not way.old)
    renames: list[Rename] = []
    for change in whole_log(git, way.revs, contents):
        if change.mark == "<":
            writer.drop(change.id)
        else:
            writer.add(change)
        renames += change.renames
    follow_renames(store, way, renames)


class _Writer:
    """Puts commits into the tables and takes them out; parents come before their children."""

    def __init__(self, store: Store, afresh: bool) -> None:
        self._db = store.connection
        self._paths: dict[bytes, int] = {}
        if afresh:
            for table in ("change", "path", "touched", "said"):
                self._db.execute(f"DELETE FROM {table}")

    def add(self, change: Change) -> None:
        """A commit with all that can be asked of it; a merge is only a link between others."""
        at = max([change.date, *(self._at(parent) + 1 for parent in change.parents)])
        subject = change.message.strip().partition("\n")[0]
        paths = [self._path(name) for name in change.paths[:MOST_PATHS]]
        merge = len(change.parents) > 1
        row = (
            change.id, at, change.author, change.date, subject,
            None if merge else same_change(change),
            " ".join(_PICKED.findall(change.message)), len(change.paths), array("I", paths),
        )  # fmt: skip
        no = self._db.execute(
            "INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
        ).lastrowid
        if merge:
            return
        rows = [(path, at, no) for path in paths]
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", rows)
        said = (no, *(" ".join(part) for part in own_words(change.message)))
        self._db.execute("INSERT INTO said (rowid, subject, body) VALUES (?, ?, ?)", said)

    def drop(self, oid: str) -> None:
        """Take a commit out that the tip does not reach any more."""
        query = "SELECT no, at, paths FROM change WHERE id = ?"
        for no, at, paths in self._db.execute(query, (oid,)).fetchall():
            rows = [(path, at, no) for path in array("I", paths)]
            gone = "DELETE FROM touched WHERE path = ? AND at = ? AND change = ?"
            self._db.executemany(gone, rows)
            self._db.execute("DELETE FROM said WHERE rowid = ?", (no,))
            self._db.execute("DELETE FROM change WHERE no = ?", (no,))

    def _at(self, oid: str) -> int:
        """When a parent was; a moment before all others for one beyond a shallow boundary."""
        row = self._db.execute("SELECT at FROM change WHERE id = ?", (oid,)).fetchone()
        return row[0] if row else -(1 << 62)

    def _path(self, name: bytes) -> int:
        no = self._paths.get(name)
        if no is None:
            self._db.execute("INSERT OR IGNORE INTO path (name) VALUES (?)", (name,))
            query = "SELECT no FROM path WHERE name = ?"
            no = self._paths[name] = int(self._db.execute(query, (name,)).fetchone()[0])
        return no
