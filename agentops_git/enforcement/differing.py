"""Where versions of a file differ: of a history, most bytes stood in the version before."""

STEP = 4096
_SMALL = 2 * STEP
_MOST = 1 << 26


def differing(old: bytes, new: bytes) -> tuple[int, int]:
    """The part of ``new``, in whole lines, outside of which it is ``old``.

    It has at least ``STEP`` bytes more on either side than differ, so that what begins in old text
    and ends in new text lies in it whole.
    """
    most = min(len(old), len(new))
    start = 0
    while start + STEP <= most and old[start : start + STEP] == new[start : start + STEP]:
        start += STEP
    most -= start
    tail = 0
    while tail + STEP <= most and _block(old, tail) == _block(new, tail):
        tail += STEP
    first = new.rfind(b"\n", 0, max(start - STEP, 0)) + 1
    end = new.find(b"\n", min(len(new) - tail + STEP, len(new)))
    return first, len(new) if end < 0 else end + 1


def _block(data: bytes, tail: int) -> bytes:
    end = len(data) - tail
    return data[end - STEP : end]


class Versions:
    """The last version of each file that was looked at, as far as memory is well spent on that."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, bytes]] = {}
        self._size = 0

    def part(self, path: str, oid: str, data: bytes) -> tuple[int, int]:
        """The part of ``data`` that the last version at ``path`` did not hold."""
        known, old = self._last.get(path, ("", b""))
        whole = (
            not old or known == oid or len(data) < _SMALL or data[:2] in (b"\xff\xfe", b"\xfe\xff")
        )
        return (0, len(data)) if whole else differing(old, data)

    def keep(self, path: str, oid: str, data: bytes) -> None:
        """Let the next version be compared with this one, in which nothing was found."""
        if self._size + len(data) > _MOST:
            self._last, self._size = {}, 0
        self._size += len(data) - len(self._last.get(path, ("", b""))[1])
        self._last[path] = (oid, data)

    def forget(self, path: str) -> None:
        """Let the next version be looked at whole."""
        self._size -= len(self._last.pop(path, ("", b""))[1])
