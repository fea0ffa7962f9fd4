"""Under which names the files of HEAD stood before: git's renames, each looked for once.

One walk over the history finds them all; afterwards only commits that are new are looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.followed import Way, at_tip, now_at, stands
from agentops_git.memory.store import Store

MOST = 10_000  # names that are found of one path: a directory has as many as its files had

_NAME = "renames"
_LOG = (
    "log", "-z", "--no-show-signature", "--no-mailmap", "--no-color", "--no-diff-merges",
    "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=none",
    "--diff-filter=R", "--name-status", "--left-right", "--format=%m%H",
)  # fmt: skip
SIMILAR = ("--find-renames=50%", "-l1000")  # git's own defaults, whatever the user's are
EQUAL = ("--find-renames=100%",)  # needs no file's content

Rename = tuple[str, bytes, bytes]
"""The commit, marked ``<`` or ``>`` as in ``--left-right``, the old name and the new one."""


def earlier_names(
    git: Git, store: Store, paths: Collection[str], tip: str | None = None
) -> Mapping[str, frozenset[str]]:
    """The other names that each path had in HEAD's history; for a directory, those of its files.

    Paths are relative to the root of the tree, without a slash at the end. A name counts by way
    of any number of renames, and at most ``MOST`` are given for a path. ``tip`` is the id of a
    commit to take in HEAD's place.
    """
    tip = tip or (head(git) if paths else "")
    if not tip:
        return {path: frozenset() for path in paths}

    def bring(way: Way) -> None:
        _follow(store, way, _renames(_log(git, way)))

    def ask() -> dict[str, frozenset[str]]:
        return {path: _closure(store, path) for path in paths}

    return at_tip(git, store, (_NAME, tip), bring, ask)


def follow_renames(store: Store, way: Way, renames: Iterable[Rename]) -> None:
    """Take in what somebody read who went the same way; inside ``writing``."""
    if stands(store, _NAME) == way.old:
        _follow(store, way, renames)
        now_at(store, _NAME, way.new)


def head(git: Git) -> str:
    """The id of HEAD's commit; empty where there is none."""
    found = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return found.out.decode().strip() if found.code == 0 else ""


def _follow(store: Store, way: Way, renames: Iterable[Rename]) -> None:
    """Take in the renames of commits that come, and drop those of commits that leave."""
    db, view = store.connection, store.view
    if not way.old:
        db.execute("DELETE FROM rename WHERE view = ?", (view,))
    for marked, old, new in renames:
        if marked.startswith("<"):
            db.execute("DELETE FROM rename WHERE view = ? AND id = ?", (view, marked[1:]))
        else:
            row = (view, new, old, marked[1:])
            db.execute("INSERT OR IGNORE INTO rename VALUES (?, ?, ?, ?)", row)


def _log(git: Git, way: Way) -> bytes:
    """What git says; of equal files alone where a partial clone lacks contents to compare."""
    for how in (SIMILAR, EQUAL):
        done = git.ask(*_LOG, *how, "--end-of-options", way.revs, "--")
        if done.code == 0:
            return done.out
    raise GitFailed(("log",), done.code, done.err)


def _renames(out: bytes) -> Iterator[Rename]:
    commit = ""
    tokens = iter(out.split(b"\0"))
    for token in tokens:  # ">ID", then "R100", an old and a new name, as often as there are
        word = token.lstrip(b"\n")
        if word.startswith(b"R"):
            yield commit, next(tokens), next(tokens)
        elif word:
            commit = word.decode()


def _closure(store: Store, path: str) -> frozenset[str]:
    """Every name that a path, or what is below it, came from."""
    found: set[bytes] = set()
    pending = [path.encode("utf-8", "surrogateescape")]
    pending += _below(store, pending[0])
    while pending and len(found) < MOST:
        new = set(_before(store, pending.pop())) - found
        found |= new
        pending += new
    return frozenset(name.decode("utf-8", "surrogateescape") for name in found) - {path}


def _before(store: Store, path: bytes) -> list[bytes]:
    query = "SELECT DISTINCT old FROM rename WHERE view = ? AND new = ? ORDER BY old"
    return [row[0] for row in store.connection.execute(query, (store.view, path))]


def _below(store: Store, directory: bytes) -> list[bytes]:
    """The new names of what was moved into a directory."""
    query = "SELECT DISTINCT new FROM rename WHERE view = ? AND new > ? AND new < ? LIMIT ?"
    span = (store.view, directory + b"/", directory + b"0", MOST)  # 0 comes right after the slash
    return [row[0] for row in store.connection.execute(query, span)]
