"""NUL-separated output in blocks of whole records: few, and none of them cut."""

from collections.abc import Iterable, Iterator

BLOCK = 1 << 16
"""The least bytes of a block but the last: git writes a commit at a time, which is too little."""


def record_blocks(chunks: Iterable[bytes], size: int, least: int = BLOCK) -> Iterator[bytes]:
    """Blocks of whole records of ``size`` NUL-terminated fields; a block's last NUL is left off.

    Linear however large a record is: what is not whole is joined again only at twice its size.
    """
    parts: list[bytes] = []
    length, enough = 0, least
    for chunk in chunks:
        parts.append(chunk)
        length += len(chunk)
        if length < enough:
            continue
        data = b"".join(parts)
        end = _end_of_records(data, size)
        if end >= 0:
            yield data[:end]
        parts = [data[end + 1 :]]
        length = len(parts[0])
        enough = max(least, 2 * length)
    rest = b"".join(parts)
    if (end := _end_of_records(rest, size)) >= 0:  # git that was ended leaves a part of a record
        yield rest[:end]


def _end_of_records(data: bytes, size: int) -> int:
    """Where the NUL stands that ends the last whole record; -1 where none is whole."""
    count = data.count(b"\0")
    if count < size:
        return -1
    end = len(data)
    for _ in range(count % size + 1):
        end = data.rfind(b"\0", 0, end)
    return end
