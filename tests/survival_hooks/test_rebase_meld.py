"""squash and fixup of a rebase: git keeps the trailers of one commit, the hook those of all."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.survival_hooks.ground import lesson, lessons, no_python, rebase, record, topic

FIXUP, SQUASH = "s/^pick/fixup/", "s/^pick/squash/"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return topic(tmp_path, tmp_path_factory, "a", "b", "c")


@pytest.mark.parametrize("second", [FIXUP, SQUASH])
@pytest.mark.parametrize("third", [FIXUP, SQUASH])
def test_a_chain_keeps_every_learning(repo: Repo, second: str, third: str) -> None:
    rebase(repo, f"2{second}", f"3{third}")
    assert repo.git("rev-list", "--count", "base..") == "1"
    assert sorted(lessons(repo)) == [lesson("a"), lesson("b"), lesson("c")]
    joined = [name for name, how in zip("bc", (second, third), strict=True) if how == SQUASH]
    assert [line for line in repo.trailers() if line.startswith("Intent: ")] == [
        "Intent: " + "; ".join(f"mend {name} for good this time" for name in ["a", *joined])
    ]


def test_autosquash_from_a_subdirectory_of_a_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"), "topic")
    tree = Repo(tmp_path / "tree")
    tree.commit(f"fixup! fix(a): mend it\n\n{lesson('d')}\n", {"a": "2\n"})
    tree.commit(f"squash! fix(a): mend it\n\n{lesson('e')}\n", {"sub/a": "2\n"})
    env = {"GIT_EDITOR": "true", "GIT_SEQUENCE_EDITOR": "true"}
    run("git", "rebase", "-i", "--autosquash", "base", cwd=tree.path / "sub", env=env)
    assert lessons(tree, "HEAD~2") == [lesson("a"), lesson("e"), lesson("d")]


@pytest.mark.parametrize("changes", [True, False])
def test_a_conflict_in_the_middle_of_a_chain(repo: Repo, changes: bool) -> None:
    """Where a step is resolved to no change, git makes no commit, and a note keeps its record."""
    repo.commit(record("d"), {"a": "2\n"})
    repo.git("switch", "--quiet", "--create", "other", "base")
    repo.commit(record("x"), {"a": "other\n"})
    repo.git("switch", "--quiet", "topic")
    rebase(repo, f"2{FIXUP}", f"3{FIXUP}", f"4{FIXUP}", onto="other", code=1)
    for step in range(2):
        repo.write({"a": f"mended {step * changes}\n"})
        repo.git("add", "a")
        repo.run_git("rebase", "--continue", code=None, GIT_EDITOR="true")
    assert repo.git("status", "--porcelain") == ""
    noted = repo.git("notes", "--ref=agentops/learnings", "show", code=None)
    assert lessons(repo) == [lesson(name) for name in ("abcd" if changes else "abc")]
    assert (lesson("d").partition(": ")[2] in noted) is not changes


def test_an_ordinary_pick_starts_no_python(repo: Repo) -> None:
    started = no_python(repo, "prepare-commit-msg")
    rebase(repo, "1s/^pick/edit/")
    repo.git("rebase", "--continue", GIT_EDITOR="true")
    assert not started.exists()
    rebase(repo, f"2{FIXUP}")
    assert started.exists()


def test_exec_between_two_melds(repo: Repo) -> None:
    rebase(repo, f"2{FIXUP}", "2a exec true", f"3{FIXUP}")
    assert lessons(repo) == [lesson("a"), lesson("b"), lesson("c")]


def test_many_melded_messages_keep_their_prose_and_say_their_records_once(repo: Repo) -> None:
    repo.commit(record("d").replace("\n\n", "\n\nWhy d.\n\n", 1), {"d": "1\n"})
    rebase(repo, f"2{SQUASH}", f"3{SQUASH}", f"4{SQUASH}")
    names = "abcd"
    assert repo.message().splitlines() == [
        *(line for name in names[:3] for line in (f"fix({name}): mend it", "")),
        "fix(d): mend it",
        "",
        "Why d.",
        "",
        "Intent: " + "; ".join(f"mend {name} for good this time" for name in names),
        "Context: " + "; ".join(f"{name} broke in the night of the release" for name in names),
        *(lesson(name) for name in names),
    ]
