"""The state of a grouping as bytes, and back."""

import marshal
from array import array
from collections.abc import Iterable, Iterator

from agentops_git.knowledge.grouping.sequence import Groups
from agentops_git.knowledge.grouping.vectors import Vectors, Weighted

_WIDTH = 4  # bytes of a number: of a term, a text, a size, a weight


def pack(state: Groups) -> bytes:
    """Everything that the next learning is compared with."""
    vectors = state.vectors
    values = (
        list(vectors.terms), _weighted(vectors.texts), _weighted(vectors.having),
        vectors.lengths.tobytes(), _joined(state.terms), state.turns,
        array("i", state.home).tobytes(),
    )  # fmt: skip
    return marshal.dumps(values, 2)


def unpack(data: bytes) -> Groups | None:
    """What ``pack`` packed; None where it is damaged."""
    try:
        names, texts, having, lengths, own, turns, home = marshal.loads(data)
        vectors = Vectors(names, _unweighted(*texts), _unweighted(*having))
        vectors.lengths.frombytes(lengths)
        return Groups(vectors, list(_split(*own)), turns, array("i", home))
    except (ValueError, EOFError, TypeError, LookupError):
        return None


def _weighted(pairs: Iterable[Weighted]) -> tuple[bytes, bytes, bytes]:
    weights = b"".join(weights.tobytes() for _, weights in pairs)
    return *_joined(numbers for numbers, _ in pairs), weights


def _joined(arrays: "Iterable[array[int]]") -> tuple[bytes, bytes]:
    listed = list(arrays)
    sizes = array("i", map(len, listed))
    return sizes.tobytes(), b"".join(one.tobytes() for one in listed)


def _unweighted(sizes: bytes, numbers: bytes, weights: bytes) -> list[Weighted]:
    floats = (array("f", one) for one in _pieces(sizes, weights))
    return list(zip(_split(sizes, numbers), floats, strict=True))


def _split(sizes: bytes, data: bytes) -> "Iterator[array[int]]":
    return (array("i", one) for one in _pieces(sizes, data))


def _pieces(sizes: bytes, data: bytes) -> Iterator[bytes]:
    begin = 0
    for size in array("i", sizes):
        yield data[begin : begin + size * _WIDTH]
        begin += size * _WIDTH
