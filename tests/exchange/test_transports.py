"""Two clones over every transport that git has."""

from pathlib import Path

import pytest

from tests.exchange.clones import bare, clone_of, first_clone
from tests.exchange.servers import Served

pytestmark = pytest.mark.slow


def test_two_clones_end_with_both_notes(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in served.env.items():
        monkeypatch.setenv(name, value)
    name = f"{tmp_path.name}.git"
    bare(served.base / name).git("config", "http.receivepack", "true")
    address = served.address(name)
    ann = first_clone(tmp_path / "ann", address)
    bob = clone_of(address, tmp_path / "bob")
    assert ann.sync().stdout == "nothing to exchange with origin\n"
    ann.learn("from ann")
    bob.learn("from bob")
    bob.git("notes", "add", "-m", "Learning: in plain text")
    said = [clone.sync().said for clone in (ann, bob, ann, bob)]
    assert said == [
        "learnings: 1 went\n",
        "learnings: 1 came, 1 went\ncommits: 1 went\n",
        "learnings: 1 came\ncommits: 1 came\n",
        "nothing to exchange with origin\n",
    ]
    assert ann.learned() == bob.learned() == {"from ann", "from bob"}
    assert ann.git("notes", "show") == "Learning: in plain text"


def test_a_remote_that_is_gone_is_one_line(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in served.env.items():
        monkeypatch.setenv(name, value)
    clone = first_clone(tmp_path / "ann", str(bare(tmp_path / "o.git").path))
    clone.learn("kept")
    said = clone.sync(served.address("gone.git"), code=3).said
    assert said.startswith("agentops-git: no notes could be fetched from ")
    assert said.count("\n") == 1
    assert clone.learned() == {"kept"}
