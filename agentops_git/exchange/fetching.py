"""One fetch of a remote's notes into refs of our own, and of nothing else.

Patterns, because a ref that is named outright and missing makes git exit 128. Each pattern
begins with the whole name of a kind, so that other notes of the remote are not even asked for.
"""

from collections.abc import Callable

from agentops_git.errors import EnvironmentFailure
from agentops_git.exchange.locks import LOCKED
from agentops_git.exchange.remote import Remote
from agentops_git.exchange.talk import reason
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.read import tip_of
from agentops_git.notes.refs import KINDS, TEXT, ref_of, tracking_ref

EXCHANGED = (*KINDS, TEXT)
"""The kinds of notes that are exchanged."""

TRIES = 5
"""How often a fetch begins anew because another one writes the same refs."""

_ALONE = (
    "--quiet", "--no-progress", "--refmap=", "--no-tags", "--no-write-fetch-head", "--prune",
    "--no-prune-tags", "--no-recurse-submodules", "--no-auto-maintenance",
    "--no-write-commit-graph", "--no-filter", "--no-set-upstream",
)  # fmt: skip


def fetch(git: Git, remote: Remote, pause: Callable[[int], None]) -> None:
    """Bring the tracking refs to what the remote has now; EnvironmentFailure with its reason.

    What a remote sends is checked as strictly as ``git fsck`` would. Where another exchange
    in this repository holds the refs, it is waited for.
    """
    for attempt in range(TRIES):
        done = git.ask(
            "-c", "fetch.fsckObjects=true", "fetch", *_ALONE,
            "--end-of-options", remote.address, *_refspecs(remote.tracked),
        )  # fmt: skip
        if done.code == 0:
            return
        if LOCKED not in done.err and b"but expected" not in done.err:
            break
        pause(attempt)
    if b"bad object refs/" in done.err:
        for kind in EXCHANGED:
            tip_of(git, ref_of(kind))  # names a ref of ours that is broken
    why = one_line(reason(done.err), 300)
    raise EnvironmentFailure(f"no notes could be fetched from {remote.name}: {why}")


def _refspecs(tracked: str) -> list[str]:
    wanted = [f"+{ref_of(kind)}*:{tracking_ref(tracked, kind)}*" for kind in EXCHANGED]
    below = [f"^{ref_of(kind)}/*" for kind in EXCHANGED]  # would stand in the way of the kind
    return [*wanted, *below]
