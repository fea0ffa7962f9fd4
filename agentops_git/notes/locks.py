"""Locks of our refs that a killed git left behind: nobody else would ever take them away."""

import os
import time
from collections.abc import Iterable, Iterator

STALE = 60.0
"""Seconds after which the lock of a ref has no owner: git holds one for milliseconds."""


def clear_stale_locks(common_dir: str, refs: Iterable[str]) -> Iterator[str]:
    """Remove the locks of ``refs`` that are older than a minute; yields what to say of each.

    To be called in turn (``turns.turn``): of two that see the same dead lock, the later one
    would else take away the living one that a git made in between.
    """
    for ref in refs:
        path = os.path.join(common_dir, f"{ref}.lock")
        try:
            if time.time() - os.stat(path).st_mtime > STALE:
                os.unlink(path)
                yield f"removed {path}: a process that was killed had left it"
        except OSError:
            continue
