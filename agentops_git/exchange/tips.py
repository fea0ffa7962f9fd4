"""Where the notes refs stand: here, at the remote, and in the backup."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.exchange.fetching import EXCHANGED
from agentops_git.exchange.locks import LOCKED
from agentops_git.exchange.remote import Remote
from agentops_git.git.process import Git, GitFailed
from agentops_git.notes.refs import TEXT_REF, backup_ref, ref_of, tracking_ref


class Tip(NamedTuple):
    """What a ref is at."""

    oid: str
    type: str


class Tips(NamedTuple):
    """The tips of one kind; None where there is no such ref."""

    local: Tip | None
    remote: Tip | None
    backup: Tip | None


class Seen(NamedTuple):
    """The tips by kind, and tracking refs that are of no kind."""

    kinds: dict[str, Tips]
    strange: tuple[str, ...]


def read_tips(git: Git, remote: Remote) -> Seen:
    """Read all of them in one process."""
    ours = tracking_ref(remote.tracked, "")
    wanted = (TEXT_REF, ref_of("").rstrip("/"), backup_ref("").rstrip("/"), ours.rstrip("/"))
    out = git.text("for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", *wanted)
    rows = (line.split(" ", 2) for line in out.split("\n") if line)
    refs = {ref: Tip(oid, kind) for oid, kind, ref in rows}
    kinds = {
        kind: Tips(
            refs.get(ref_of(kind)), refs.get(f"{ours}{kind}"), refs.get(backup_ref(kind))
        )
        for kind in EXCHANGED
    }  # fmt: skip
    known = {f"{ours}{kind}" for kind in EXCHANGED}
    return Seen(kinds, tuple(ref for ref in refs if ref.startswith(ours) and ref not in known))


def move_refs(git: Git, wanted: Mapping[str, str | None]) -> None:
    """Put refs of our own where they belong (None: away), in one process, or in none.

    Where another exchange in this repository holds them, it puts them there.
    """
    commands = "".join(
        f"update {ref}\0{oid}\0\0" if oid else f"delete {ref}\0\0" for ref, oid in wanted.items()
    )
    if commands:
        done = git.ask("update-ref", "--stdin", "-z", data=commands.encode())
        if done.code != 0 and LOCKED not in done.err:
            raise GitFailed(("update-ref",), done.code, done.err)


def to_back_up(kinds: Mapping[str, Tips]) -> dict[str, str | None]:
    """Backup refs that are not at the local tip, and that tip."""
    return {
        backup_ref(kind): tips.local.oid
        for kind, tips in kinds.items()
        if tips.local and tips.local != tips.backup
    }
