"""NUL-separated output in blocks of whole records: nothing is copied twice, nothing is cut."""

from collections.abc import Iterable, Iterator


def record_blocks(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Blocks of whole records of ``size`` NUL-terminated fields; a block's last NUL is left off.

    Linear however large a field is: what is not whole yet is joined once, when it ends.
    """
    parts: list[bytes] = []
    pending = 0
    for chunk in chunks:
        seen = pending + chunk.count(b"\0")
        pending = seen % size
        if seen < size:
            parts.append(chunk)
            continue
        end = len(chunk)
        for _ in range(pending + 1):
            end = chunk.rfind(b"\0", 0, end)
        yield b"".join([*parts, chunk[:end]])
        parts = [chunk[end + 1 :]]
