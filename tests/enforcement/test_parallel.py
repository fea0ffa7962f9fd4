"""Two processes give what one would, or an error: never less."""

import os
import signal
from collections.abc import Iterator

import pytest

from agentops_git.enforcement import parallel
from agentops_git.enforcement.parallel import in_two_processes
from agentops_git.errors import EnvironmentFailure

BLOCKS = [bytes([number]) * 100_000 for number in range(40)]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "processors", lambda: 2)


@pytest.mark.parametrize("count", range(10))
def test_the_order_is_that_of_the_blocks(count: int) -> None:
    blocks = BLOCKS[:count]
    assert [*in_two_processes(blocks, lambda block: block[0])] == [block[0] for block in blocks]


def test_a_helper_that_is_ended_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that breaks between the two is not the quiet end of a reader who has enough."""
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)

    def blocks() -> Iterator[bytes]:
        for number, block in enumerate(BLOCKS):
            if number == 10:
                os.kill(forked[0], signal.SIGKILL)
            yield block

    with pytest.raises(EnvironmentFailure, match="a helper process was ended from outside"):
        list(in_two_processes(blocks(), len))
