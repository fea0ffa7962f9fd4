"""Taking turns: writers that met each other queue up, so that none of them starves.

The queue is a courtesy between our own processes; what keeps notes whole is the
compare-and-swap of every write. A lock of this kind ends with the process that holds it.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

from agentops_git.git.process import Git
from agentops_git.git.repository import places

FILE = "notes.lock"
_POLL = 0.04  # twice the time that one write takes: more often would only burn what it needs


@contextmanager
def turn(git: Git, end: float) -> Iterator[None]:
    """Wait until it is our turn, but no longer than the monotonic time ``end``; then go on."""
    fd = _open(places(git).ours(FILE))
    try:
        while fd >= 0 and not _held(fd) and time.monotonic() < end:
            time.sleep(random.uniform(0, _POLL))
        yield
    finally:
        if fd >= 0:
            os.close(fd)


def _open(path: str) -> int:
    """A descriptor of the lock file; -1 where it can't be made, and turns are not taken."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        return -1


def _held(fd: int) -> bool:
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(fd, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: nobody can wait for anybody
    return True
