"""A long run of blocks, worked on by two processes: this one and, once it pays, a fork of it."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Generic, TypeVar

from agentops_git.errors import EnvironmentFailure

T = TypeVar("T")

ALONE = 2
"""So many blocks are done before a second process is worth its start."""
_LENGTH = 8
_ENDED = "a helper process was ended from outside; run it again"


def in_two_processes(blocks: Iterable[bytes], work: Callable[[bytes], T]) -> Iterator[T]:
    """The results of ``work`` for each block, in order; it must be a function of the block alone.

    Results must be values that pickle knows. A long run on a machine with one processor, and
    a short one anywhere, is done by this process alone.
    """
    feed = iter(blocks)
    for _, block in zip(range(ALONE), feed, strict=False):
        yield work(block)
    yield from _shared(feed, work) if processors() > 1 else map(work, feed)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shared(feed: Iterator[bytes], work: Callable[[bytes], T]) -> Iterator[T]:
    first = next(feed, None)
    if first is None:
        return
    helper = Helper(work)
    mine = [work(first)]
    for number, block in enumerate(feed):
        if number % 2:
            mine.append(work(block))
        else:
            helper.give(block)
    theirs = helper.results()
    for number, result in enumerate(mine):
        yield result
        yield from theirs[number : number + 1]


class Helper(Generic[T]):
    """A fork that works on what it is given, and hands all its results back at the end."""

    def __init__(self, work: Callable[[bytes], T]) -> None:
        given, self._give = os.pipe()
        self._results, results = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._give)
            os.close(self._results)
            _serve(given, results, work)
        os.close(given)
        os.close(results)

    def give(self, block: bytes) -> None:
        """Hand one block over; waits while the helper is behind.

        EnvironmentFailure where the helper has ended.
        """
        view = memoryview(len(block).to_bytes(_LENGTH, "big") + block)
        try:
            while view:
                view = view[os.write(self._give, view) :]
        except BrokenPipeError:  # of a reader of ours, not of our output: no quiet end
            raise EnvironmentFailure(_ENDED) from None

    def results(self) -> list[T]:
        """The results in order; EnvironmentFailure where the helper ended before its time."""
        import pickle

        os.close(self._give)
        with os.fdopen(self._results, "rb") as file:
            data = file.read()
        _, status = os.waitpid(self._pid, 0)
        if status or not data:
            raise EnvironmentFailure(_ENDED)
        results: list[T] = pickle.loads(data)
        return results


def _serve(given: int, results: int, work: Callable[[bytes], T]) -> None:
    """The fork's whole life; it never returns."""
    import pickle

    code = 1
    try:
        with os.fdopen(given, "rb") as source, os.fdopen(results, "wb") as sink:
            pickle.dump([work(block) for block in _given(source)], sink, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _given(source: BinaryIO) -> Iterator[bytes]:
    while head := source.read(_LENGTH):
        yield source.read(int.from_bytes(head, "big"))
