"""Earlier names of paths: whatever was renamed on the way to HEAD, and nothing else."""

import os

import pytest

from agentops_git.git.process import Git
from agentops_git.memory import renames
from agentops_git.memory.store import with_store
from tests.conftest import Repo

LINES = "".join(f"line {n}\n" for n in range(30))


def earlier(repo: Repo, *paths: str) -> dict[str, list[str]]:
    index = os.path.join(repo.git("rev-parse", "--absolute-git-dir"), "agentops", "index.sqlite")
    git = Git(str(repo.path))
    found = with_store(index, "", lambda store: renames.earlier_names(git, store, paths), print)
    return {path: sorted(names) for path, names in found.items()}


def move(repo: Repo, old: str, new: str) -> str:
    (repo.path / new).parent.mkdir(parents=True, exist_ok=True)
    repo.git("mv", old, new)
    return repo.commit(f"refactor: {old} becomes {new}")


def test_a_file_is_followed_through_several_renames(repo: Repo) -> None:
    repo.commit("feat: begin", {"a.py": LINES, "other.py": "x\n"})
    move(repo, "a.py", "b.py")
    repo.write({"b.py": LINES + "more\n"})
    move(repo, "b.py", "lib/c.py")
    assert earlier(repo, "lib/c.py", "other.py", "never.py") == {
        "lib/c.py": ["a.py", "b.py"],
        "other.py": [],
        "never.py": [],
    }


def test_a_directory_has_the_earlier_names_of_its_files(repo: Repo) -> None:
    repo.commit("feat: begin", {"src/one.py": LINES, "src/sub/two.py": LINES[9:]})
    move(repo, "src", "lib")
    repo.commit("feat: a neighbour", {"lib0/three.py": LINES[3:]})
    assert earlier(repo, "lib", "lib/sub") == {
        "lib": ["src/one.py", "src/sub/two.py"],
        "lib/sub": ["src/sub/two.py"],
    }


def test_names_that_swapped_end(repo: Repo) -> None:
    repo.commit("feat: begin", {"a": LINES, "b": "other\n" * 30})
    move(repo, "a", "c")
    move(repo, "b", "a")
    move(repo, "c", "b")
    assert earlier(repo, "a", "b") == {"a": ["b", "c"], "b": ["a", "c"]}


def test_another_branch_renames_nothing_here(repo: Repo) -> None:
    repo.commit("feat: begin", {"a.py": LINES})
    repo.git("checkout", "-q", "-b", "side")
    move(repo, "a.py", "b.py")
    assert earlier(repo, "b.py") == {"b.py": ["a.py"]}
    repo.git("checkout", "-q", "main")
    assert earlier(repo, "b.py") == {"b.py": []}
    repo.git("checkout", "-q", "side")
    assert earlier(repo, "b.py") == {"b.py": ["a.py"]}


def test_strange_names_survive(repo: Repo) -> None:
    repo.commit("feat: begin", {'R100\n"é".py': LINES})
    move(repo, 'R100\n"é".py', ">b")
    assert earlier(repo, ">b") == {">b": ['R100\n"é".py']}


def test_settings_of_the_user_change_nothing(repo: Repo) -> None:
    repo.git("config", "diff.renames", "false")
    repo.git("config", "diff.renameLimit", "1")
    repo.git("config", "diff.relative", "true")
    repo.commit("feat: begin", {"a.py": LINES})
    move(repo, "a.py", "lib/b.py")
    assert earlier(repo, "lib/b.py") == {"lib/b.py": ["a.py"]}


def test_an_unchanged_history_is_walked_once(repo: Repo, commands: list[str]) -> None:
    repo.commit("feat: begin", {"a.py": LINES})
    move(repo, "a.py", "b.py")
    earlier(repo, "b.py")
    commands.clear()
    assert earlier(repo, "b.py") == {"b.py": ["a.py"]}
    assert commands == ["rev-parse --verify"]


def test_a_tip_that_was_collected_is_walked_anew(repo: Repo) -> None:
    repo.commit("feat: begin", {"a.py": LINES})
    gone = move(repo, "a.py", "b.py")
    earlier(repo, "b.py")
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("update-ref", "-d", "ORIG_HEAD")
    repo.git("gc", "-q", "--prune=now")
    assert repo.run_git("cat-file", "-e", gone, code=None).returncode
    assert earlier(repo, "b.py") == {"b.py": []}


@pytest.mark.parametrize("paths", [(), ("a.py",)])
def test_a_repository_without_commits_has_none(repo: Repo, paths: tuple[str, ...]) -> None:
    assert earlier(repo, *paths) == {path: [] for path in paths}
