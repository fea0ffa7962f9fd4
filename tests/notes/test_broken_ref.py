"""A notes ref that a crash of the machine left broken is named at once, with what mends it."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.exchange.clones import LEARNINGS, Clone, bare, first_clone

GONE = "1" * 40


@pytest.fixture
def ann(tmp_path: Path) -> Clone:
    """A clone with a note that was exchanged, and one that was not."""
    clone = first_clone(tmp_path / "ann", str(bare(tmp_path / "origin.git").path))
    clone.learn("shared")
    clone.sync()
    clone.learn("mine alone")
    return clone


def broken(repo: Repo, content: str) -> str:
    """Break the ref; what is said of it."""
    path = repo.path / ".git" / LEARNINGS
    path.write_text(content)
    what = "names no object" if content != f"{GONE}\n" else f"names {GONE[:12]}, which is not here"
    return (
        f"{LEARNINGS} is broken: it {what}, as a crash of the machine may leave it; "
        f"take it away: rm '{path}' && agentops-git sync && agentops-git note recover --write"
    )


@pytest.mark.parametrize("content", ["", "\0" * 41, "garbage\n", f"{GONE}\n"])
def test_it_is_said_where_notes_are_read_written_and_exchanged(ann: Clone, content: str) -> None:
    said = f"agentops-git: {broken(ann, content)}\n"
    assert ann.tool("note", "list").stderr == said
    assert ann.tool("note", "add", "--learning", "a third one", code=3).stderr == said
    assert ann.tool("note", "redact", "not-12345678", code=3).stderr == said
    assert ann.sync(code=3).stderr == said


def test_what_it_says_brings_the_notes_back(ann: Clone) -> None:
    command = broken(ann, "").partition("take it away: ")[2]
    run("sh", "-c", command, cwd=ann.path)
    assert ann.learned() == {"shared", "mine alone"}


def test_refs_below_a_kind_are_in_its_way(repo: Repo) -> None:
    repo.commit("chore: begin")
    repo.git("update-ref", f"{LEARNINGS}/below", "HEAD")
    said = repo.tool("note", "add", "--learning", "a lesson is here", code=3).stderr
    assert said.startswith(f"agentops-git: nothing was written to {LEARNINGS}: cannot lock ref")
    assert f"'{LEARNINGS}/below' exists" in said
