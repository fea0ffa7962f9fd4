from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Repo
from tests.exchange.clones import Clone, bare, clone_of, first_clone
from tests.exchange.servers import SERVERS, Served


class Pair(NamedTuple):
    """Two clones of one remote."""

    origin: Repo
    ann: Clone
    bob: Clone


def pair_of(base: Path, address: str) -> Pair:
    origin = bare(base / "origin.git")
    ann = first_clone(base / "ann", address)
    return Pair(origin, ann, clone_of(address, base / "bob"))


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """Two clones of a remote that is a path."""
    return pair_of(tmp_path, str(tmp_path / "origin.git"))


@pytest.fixture(scope="session", params=list(SERVERS))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Every transport in turn."""
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as server:
        yield server


@pytest.fixture(scope="session")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``git://`` alone: a server whose processes live on when a client is killed."""
    with SERVERS["git"](tmp_path_factory.mktemp("daemon")) as server:
        yield server
