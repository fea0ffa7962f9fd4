"""The state of a grouping as bytes, and back."""

import marshal
from array import array
from collections.abc import Iterator, Sequence

from agentops_git.knowledge.grouping.sequence import Groups
from agentops_git.knowledge.grouping.vectors import Vectors

_WIDTH = 4  # bytes of a number: of a term, a size, a weight


def pack(state: Groups) -> bytes:
    """Everything that the next learning is compared with."""
    vectors = state.vectors
    texts = [terms for terms, _ in vectors.texts]
    weights = b"".join(weights.tobytes() for _, weights in vectors.texts)
    values = (
        list(vectors.terms), _sizes(texts), _joined(texts), weights, vectors.lengths.tobytes(),
        _sizes(state.terms), _joined(state.terms), state.turns, array("i", state.home).tobytes(),
    )  # fmt: skip
    return marshal.dumps(values, 2)


def unpack(data: bytes) -> Groups | None:
    """What ``pack`` packed; None where it is damaged."""
    try:
        names, sizes, terms, weights, lengths, own_sizes, own, turns, home = marshal.loads(data)
        state = Groups(Vectors(names))
        for of_text, theirs in zip(_split(sizes, terms), _split(sizes, weights), strict=True):
            state.vectors.restore(array("i", of_text), array("f", theirs))
        state.vectors.lengths = array("d", lengths)
        state.terms = [array("i", one) for one in _split(own_sizes, own)]
        state.turns = turns
        state.settle(array("i", home))
    except (ValueError, EOFError, TypeError, LookupError):
        return None
    return state


def _sizes(arrays: Sequence["array[int]"]) -> bytes:
    return array("i", map(len, arrays)).tobytes()


def _joined(arrays: Sequence["array[int]"]) -> bytes:
    return b"".join(one.tobytes() for one in arrays)


def _split(sizes: bytes, data: bytes) -> Iterator[bytes]:
    begin = 0
    for size in array("i", sizes):
        yield data[begin : begin + size * _WIDTH]
        begin += size * _WIDTH
