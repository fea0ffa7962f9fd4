"""However many notes were left behind, git runs as often."""

from hashlib import sha1
from pathlib import Path

from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import make_line
from agentops_git.notes.write import Who, add_lines
from tests.conftest import EPOCH, Repo

ANN = Who("Ann", "ann@example.invalid", EPOCH)


def orphan(repo: Repo, *numbers: int) -> None:
    """Lines about HEAD on commits that do not exist."""
    git = Git(str(repo.path))
    facts = facts_of(git, "HEAD")
    lines = {}
    for number in numbers:
        oid = sha1(str(number).encode(), usedforsecurity=False).hexdigest()
        own = facts._replace(object=oid, commit=oid)
        lines[oid] = [
            make_line(
                "learnings", "2024-01-01T00:00:00Z", str(ANN), own, {"learning": f"lesson {number}"}
            )
        ]
    add_lines(git, "learnings", lines, ANN, "test")


def processes(repo: Repo, trace: Path, *args: str) -> int:
    """How often git ran, by its own count."""
    trace.unlink(missing_ok=True)
    repo.tool(*args, code=None, GIT_TRACE=str(trace))
    return trace.read_text().count(" trace: built-in: git ")


def test_recover_runs_git_as_often_for_one_as_for_many(repo: Repo, tmp_path: Path) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    orphan(repo, 1)
    one = processes(repo, tmp_path / "trace", "note", "recover")
    orphan(repo, *range(2, 60))
    assert processes(repo, tmp_path / "trace", "note", "recover") == one <= 30
    assert repo.tool("note", "recover").stdout.startswith("to re-attach: 59\n")


def test_doctor_runs_git_as_often_for_one_as_for_many(repo: Repo, tmp_path: Path) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    orphan(repo, 1)
    one = processes(repo, tmp_path / "trace", "doctor")
    orphan(repo, *range(2, 60))
    assert processes(repo, tmp_path / "trace", "doctor") == one
