"""Notes that a remote is known to have and that are not among ours yet."""

from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.notes.refs import ref_of, tracking_ref

_TRACKED = tracking_ref("", "").rstrip("/") + "/"


class Unsynced(NamedTuple):
    """How many changes to a kind of notes a remote has over ours."""

    remote: str
    kind: str
    changes: int


def unsynced(git: Git) -> Iterator[Unsynced]:
    """One for each tracking ref that is ahead; a process for each ref that is not equal."""
    asked = ("for-each-ref", "--format=%(refname) %(objectname)")
    rows = git.text(*asked, _TRACKED, "refs/notes/").splitlines()
    tips = dict(row.rsplit(" ", 1) for row in rows)
    for ref, tip in tips.items():
        remote, _, kind = ref.removeprefix(_TRACKED).rpartition("/")
        ours = tips.get(ref_of(kind))
        if ref.startswith(_TRACKED) and remote and tip != ours:
            count = git.text("rev-list", "--count", tip, *([f"^{ours}"] if ours else []))
            if int(count):
                yield Unsynced(remote, kind, int(count))
