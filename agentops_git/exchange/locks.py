"""Locks of notes refs that a killed process left behind: nobody else would ever take them away."""

import os
from collections.abc import Iterable, Iterator

LOCKED = b".lock': File exists"
"""What git says of a ref that another process holds."""

STALE = 60.0
"""Seconds after which the lock of a ref has no owner: git holds one for milliseconds."""


def clear_stale_locks(common_dir: str, refs: Iterable[str], now: float) -> Iterator[str]:
    """Remove the locks of ``refs`` that are older than a minute at ``now``; yields their paths."""
    for ref in refs:
        path = os.path.join(common_dir, f"{ref}.lock")
        try:
            if now - os.stat(path).st_mtime > STALE:
                os.unlink(path)
                yield path
        except OSError:
            continue
