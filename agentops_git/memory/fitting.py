"""Commits that are not among those looked at, and which of these is the same change.

A rebase, a cherry-pick or a mailed patch gives a change another id. Its patch-id stays, so
a note that hangs on the one counts for the other (docs/mining.md states the limits).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from agentops_git.git.fields import record_blocks
from agentops_git.git.process import Git, GitFailed

PatchIds = Callable[[Sequence[str]], Mapping[str, str]]
"""The patch-id of each commit of a list that has one."""

MOST_ALIKE = 256  # commits compared with one stray because they share a fact with it
MOST_NEAR = 64  # commits compared with one stray because they were made near its time
MOST_GUESSED = 2000  # of the latter for all strays together; 1,000 patch-ids take 1 to 2 s

_FORMAT = "%H%x00%T%x00%at%x00%ct%x00%s"
_FIELDS = 5
_LOG = (
    "log", "-z", "--no-show-signature", "--no-mailmap", "--no-color", "--encoding=UTF-8",
    f"--format={_FORMAT}", "--stdin",
)  # fmt: skip


class Known(NamedTuple):
    """A commit that a stray may fit; ``authored`` and ``committed`` in Unix seconds."""

    id: str
    tree: str
    authored: int
    committed: int
    subject: str


class Stray(NamedTuple):
    """What is known of a commit that is not among those looked at; it need not exist any more.

    ``patch_id`` None: a merge or an empty commit. ``at``: when it, or its note, was made.
    """

    id: str
    tree: str | None
    patch_id: str | None
    subject: str | None
    authored: int | None = None
    at: int = 0


def known_commits(git: Git, revs: Iterable[str], options: Sequence[str] = ()) -> list[Known]:
    """The commits that ``revs`` hold: object ids, or ``^`` and one. GitFailed for others.

    Replace refs are honoured, as where the range is mined: a stray fits what is seen there.
    """
    data = "".join(f"{rev}\n" for rev in revs).encode()
    stream = git.stream(*_LOG, *options, data=data)
    found = [one for block in record_blocks(stream, _FIELDS) for one in _known(block)]
    done = stream.close()
    if done.code != 0:
        raise GitFailed(("log",), done.code, done.err)
    return found


def _known(block: bytes) -> Iterator[Known]:
    fields = iter(block.decode("utf-8", "replace").split("\0"))
    for oid, tree, authored, committed, subject in zip(*[fields] * _FIELDS, strict=True):
        yield Known(oid, tree, _seconds(authored), _seconds(committed), plain(subject))


def _seconds(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # a commit object whose date git itself can't read
        return 0


def plain(subject: str) -> str:
    """A subject with its white space as single spaces, as subjects are compared."""
    return " ".join(subject.split())


def stray_of(commit: Known, patch_id: str | None) -> Stray:
    """A commit that exists, as a stray."""
    return Stray(
        commit.id, commit.tree, patch_id, commit.subject, commit.authored, commit.committed
    )


def fit(
    strays: Collection[Stray], commits: Collection[Known], patch_ids: PatchIds
) -> dict[Stray, str]:
    """The commit that each stray fits; a stray that fits none is left out.

    Equal patch-ids fit, and for what none fits an equal tree and subject. Of several
    commits the one with the stray's subject, then the oldest by (author date, id), is taken,
    so that the answer depends on history alone.
    """
    alike = _Alike(strays, commits)
    sharing = {stray: alike.to(stray) for stray in strays}
    found = dict(_matched(sharing, patch_ids))
    found.update(_whole({stray: sharing[stray] for stray in strays if stray not in found}))
    changes = [stray for stray in strays if stray.patch_id and stray not in found]
    found.update(_matched(_near(changes, commits), patch_ids))
    return found


def _matched(
    wanted: Mapping[Stray, Sequence[Known]], patch_ids: PatchIds
) -> Iterator[tuple[Stray, str]]:
    changes = {stray: commits for stray, commits in wanted.items() if stray.patch_id}
    ids = sorted({one.id for commits in changes.values() for one in commits})
    patches = patch_ids(ids) if ids else {}
    for stray, commits in changes.items():
        best = _first(stray, [one for one in commits if patches.get(one.id) == stray.patch_id])
        if best:
            yield stray, best.id


def _whole(wanted: Mapping[Stray, Sequence[Known]]) -> Iterator[tuple[Stray, str]]:
    """Equal content under an equal subject: what stood before it was cut off, or melded."""
    for stray, commits in wanted.items():
        facts = (stray.tree, stray.subject)
        if best := _first(stray, [one for one in commits if (one.tree, one.subject) == facts]):
            yield stray, best.id


def _first(stray: Stray, commits: Iterable[Known]) -> Known | None:
    def rank(one: Known) -> tuple[bool, int, str]:
        return (one.subject != stray.subject, one.authored, one.id)

    return min(commits, key=rank, default=None)


class _Alike:
    """The commits that share a fact with one of the strays, by that fact."""

    def __init__(self, strays: Collection[Stray], commits: Collection[Known]) -> None:
        facts = {fact for stray in strays for fact in _facts(stray) if fact is not None}
        self._by: dict[str | int, list[Known]] = defaultdict(list)
        for one in commits:
            for fact in (one.subject, one.tree, one.authored):
                if fact in facts:
                    self._by[fact].append(one)
        for bucket in self._by.values():
            bucket.sort(key=attrgetter("committed", "id"))

    def to(self, stray: Stray) -> list[Known]:
        """Those that share one fact with a stray: the subject, the tree or the author date."""
        return [
            one
            for fact in _facts(stray)
            if fact is not None
            for one in _nearest(self._by.get(fact, ()), stray.at, MOST_ALIKE)
        ]


def _facts(stray: Stray) -> tuple[str | int | None, ...]:
    return (stray.subject or None, stray.tree or None, stray.authored)


def _nearest(commits: Sequence[Known], at: int, most: int) -> Sequence[Known]:
    """The commits made nearest to a time, out of a list by that time."""
    if len(commits) <= most:
        return commits
    middle = bisect_left(commits, at, key=attrgetter("committed"))
    start = min(max(middle - most // 2, 0), len(commits) - most)
    return commits[start : start + most]


def _near(strays: Sequence[Stray], commits: Collection[Known]) -> Mapping[Stray, Sequence[Known]]:
    """For strays whose facts all changed: commits made near their time, newest strays first."""
    by_time = sorted(commits, key=attrgetter("committed", "id")) if strays else []
    seen: set[str] = set()
    found: dict[Stray, Sequence[Known]] = {}
    for stray in sorted(strays, key=lambda one: (-one.at, one.id)):
        near = _nearest(by_time, stray.at, MOST_NEAR)
        seen |= {one.id for one in near}
        if len(seen) > MOST_GUESSED:
            break
        found[stray] = near
    return found
