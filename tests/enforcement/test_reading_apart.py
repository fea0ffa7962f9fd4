"""Many contents are searched by two processes, which find what one would."""

import os
from collections.abc import Iterator

import pytest

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement import guarding, reading_apart
from agentops_git.enforcement.law import preset_ruling
from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding
from tests.conftest import Repo

FILES, ROUNDS = 7, 6
LARGE = "".join(f"value_{number} = compute({number})\n" for number in range(800))


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart, "processors", lambda: 2)


@pytest.fixture
def history(repo: Repo) -> list[str]:
    """Commits in which markers come to one file after the other, and stay."""
    for number in range(ROUNDS):
        files = {f"src/{name}.py": _text(number, name) for name in range(FILES)}
        repo.commit(f"chore: round {number}", files)
    return repo.git("rev-list", "--reverse", "HEAD").split()


def _text(number: int, name: int) -> str:
    marked = "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n" if number >= name else ""
    return f"{LARGE}round = {number}, {name}\n{marked}{LARGE}"


def judged(repo: Repo, commits: list[str]) -> tuple[Finding, ...]:
    ruling = preset_ruling("core", "test")._replace(law=Constitution())
    return guarding.judge_changes(Git(str(repo.path)), ruling, commits)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    yield forked


def test_two_processes_find_what_one_does(
    repo: Repo, history: list[str], monkeypatch: pytest.MonkeyPatch, forks: list[int]
) -> None:
    alone = judged(repo, history)
    assert not forks
    assert [finding.code for finding in alone] == ["G012"] * ROUNDS
    monkeypatch.setattr(reading_apart, "ALONE", 10)
    assert judged(repo, history) == alone
    assert len(forks) == 1


def test_an_object_that_is_broken_is_named(
    repo: Repo, history: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever process was to read it."""
    monkeypatch.setattr(reading_apart, "ALONE", 10)
    for name in range(2):
        oid = repo.git("rev-parse", f"HEAD:src/{name}.py").strip()
        file = repo.path / ".git" / "objects" / oid[:2] / oid[2:]
        kept = file.read_bytes()
        file.unlink()
        with pytest.raises(EnvironmentFailure, match=f"{oid} can't be read here; run: git fsck"):
            judged(repo, history)
        file.write_bytes(kept)
