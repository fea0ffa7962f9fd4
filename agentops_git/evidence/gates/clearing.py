"""Taking a temporary directory away, though a command left it unwritable or a signal comes."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def clear(path: str) -> None:
    """Remove a directory and all below it; what can't be removed is left."""
    with _undisturbed():
        shutil.rmtree(path, onerror=_once_more)


def _once_more(_: Callable[..., object], path: str, __: object) -> None:
    """Caches that package tools leave are read-only."""
    try:
        for each in (os.path.dirname(path), path):
            if not os.path.islink(each):
                os.chmod(each, 0o700)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    except OSError:
        return


@contextmanager
def _undisturbed() -> Iterator[None]:
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
