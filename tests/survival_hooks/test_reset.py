"""git reset, then commit: what comes back is a squash of the commits that were taken away."""

import re
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.survival_hooks.ground import lesson, lessons, no_python, record, topic

pytestmark = pytest.mark.slow

ALL = [lesson("a"), lesson("b"), lesson("c")]
NONE = "Learning: none (it is only the other way)"
NOTE = "what is noted later counts as much"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """On topic, which holds the commits a, b and c."""
    return topic(tmp_path, tmp_path_factory, "a", "b", "c")


def take(repo: Repo, *names: str) -> None:
    repo.git("add", "--", *names)


@pytest.mark.parametrize("how", ["--soft", "--mixed"])
def test_all_records_are_in_the_one_commit(repo: Repo, how: str) -> None:
    repo.git("reset", "--quiet", how, "base")
    take(repo, "a", "b", "c")
    repo.git("commit", "-m", "feat: all three", "-m", "Context: the three belong together here")
    assert repo.message() == (
        "feat: all three\n\nContext: the three belong together here\n"
        "Intent: mend a for good this time; mend b for good this time; mend c for good this time\n"
        + "\n".join(ALL)
    )


@pytest.mark.parametrize("between", [["reset"], ["switch", "--create", "again"], ["stash", "list"]])
def test_what_does_not_move_head_is_no_matter(repo: Repo, between: list[str]) -> None:
    repo.git("reset", "--quiet", "--soft", "base")
    repo.git(*between)
    take(repo, "a", "b", "c")
    repo.git("commit", "-m", "feat: all three")
    assert lessons(repo) == ALL


def test_past_commit_msg_the_records_are_there_as_well(repo: Repo) -> None:
    repo.git("reset", "--quiet", "--soft", "base")
    assert repo.run_git("commit", "--no-verify", "-m", "feat: all three").stderr == ""
    assert lessons(repo) == ALL


def test_agentops_git_commit_asks_for_nothing_that_the_squash_brings(repo: Repo) -> None:
    repo.git("reset", "--quiet", "--soft", "base")
    repo.tool("commit", "-m", "feat: all three")
    assert lessons(repo) == ALL


def test_main_has_moved_on_and_the_reset_undoes_it(repo: Repo) -> None:
    repo.git("switch", "--quiet", "main")
    repo.commit(record("m"), {"m": "1\n"})
    repo.git("switch", "--quiet", "topic")
    repo.git("reset", "--quiet", "--soft", "main")
    repo.git("commit", "-m", "feat: all three")
    assert lessons(repo) == ALL


def test_folded_into_the_commit_before(repo: Repo) -> None:
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "--amend", "--no-edit")
    assert lessons(repo) == [lesson("b"), lesson("c")]


def test_in_a_linked_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"), "topic")
    tree = Repo(tmp_path / "tree")
    tree.git("reset", "--quiet", "--soft", "base")
    tree.git("commit", "--no-verify", "-m", "feat: all three")
    assert lessons(tree) == ALL


def test_only_what_is_brought_back_counts(repo: Repo) -> None:
    repo.git("reset", "--quiet", "base")
    take(repo, "a")
    repo.git("commit", "-m", "feat: the first alone")
    assert lessons(repo) == [lesson("a")]


def test_mended_before_it_is_committed_again(repo: Repo) -> None:
    repo.commit(record("d"), {"d": "one\ntwo\nthree\n"})
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.write({"d": "one\nmended\nthree\nfour\nfive\nsix\n"})
    take(repo, "d")
    repo.git("commit", "-m", "fix(d): mend it")
    assert lessons(repo) == [lesson("d")]


@pytest.mark.parametrize("way", ["-c", "-C"])
def test_one_commit_again_brings_its_notes(repo: Repo, way: str) -> None:
    repo.tool("note", "add", "HEAD", "--learning", NOTE)
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", way, "ORIG_HEAD", GIT_EDITOR="true")
    assert lessons(repo) == [lesson("c"), f"Learning: {NOTE}"]


def test_one_commit_with_a_learning_of_its_own_was_written_anew(repo: Repo) -> None:
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "--file=-", data=record("other"))
    assert repo.message() == record("other").strip()


def test_work_on_the_same_file_after_a_hard_reset_takes_nothing(repo: Repo) -> None:
    repo.commit(record("d"), {"a": "1\nthe wrong way\nto do it\n"})
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.write({"a": "1\nanother way\n"})
    take(repo, "a")
    lines = ("Intent: try it in another way", "Context: the first way was wrong", NONE)
    repo.git("commit", "--file=-", data="fix(a): do it\n\n" + "\n".join(lines))
    assert lessons(repo) == [NONE]


def test_the_last_commit_of_a_branch_reset_to_its_upstream_takes_nothing(repo: Repo) -> None:
    repo.git("reset", "--quiet", "--hard", "base")
    repo.commit("feat: x\n", {"x": "1\n"})
    assert repo.message() == "feat: x"
    repo.write({"y": "1\n"})
    take(repo, "y")
    repo.git("commit", "--file=-", data=record("y"))
    assert lessons(repo) == [lesson("y")]


def test_nothing_counts_after_another_commit(repo: Repo) -> None:
    """ORIG_HEAD still names what was taken away."""
    repo.git("reset", "--quiet", "base")
    (repo.path / "x").write_text("1\n")
    take(repo, "x")
    repo.git("commit", "--file=-", data=record("x"))
    take(repo, "a", "b", "c")
    repo.git("commit", "--file=-", data=record("y"))
    assert lessons(repo) == [lesson("y")]


@pytest.mark.parametrize("how", ["merge", "rebase", "pull"])
def test_what_else_sets_orig_head_takes_nothing(repo: Repo, how: str) -> None:
    repo.git("switch", "--quiet", "--create", "other", "base")
    repo.commit(record("x"), {"x": "1\n"})
    if how == "pull":
        repo.git("pull", "--quiet", "--rebase", ".", "topic")
    else:
        repo.git(how, "topic", GIT_EDITOR="true")
    repo.write({"a": "2\n", "b": "1\n2\n"})
    take(repo, "a", "b")
    repo.git("commit", "--file=-", data=record("y"))
    assert lessons(repo) == [lesson("y")]


def test_binary_files_empty_commits_and_deletions(repo: Repo) -> None:
    repo.git("tag", "--force", "base")
    (repo.path / "bin").write_bytes(bytes(range(256)))
    take(repo, "bin")
    repo.git("commit", "--file=-", data=record("bin"))
    repo.git("rm", "--quiet", "a")
    repo.git("commit", "--file=-", data=record("gone"))
    repo.git("commit", "--allow-empty", "--file=-", data=record("empty"))
    repo.git("reset", "--quiet", "--soft", "base")
    repo.git("commit", "-m", "feat: all of it")
    assert lessons(repo) == [lesson("bin"), lesson("gone"), lesson("empty")]


def test_names_that_git_would_take_for_patterns(repo: Repo) -> None:
    repo.commit(record("star"), {":(glob)*": "1\n", 'ü  "x"': "1\n"})
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "-m", "fix: both names")
    assert lessons(repo) == [lesson("star")]


def test_hundreds_of_files(repo: Repo) -> None:
    repo.commit(record("many"), {f"many/{n}": f"{n}\n" for n in range(300)})
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "-m", "fix: all of them")
    assert lessons(repo) == [lesson("many")]


def test_no_python_starts_beside_commit_msg_where_nothing_was_reset(repo: Repo) -> None:
    started = no_python(repo, "prepare-commit-msg")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "topic")
    assert re.fullmatch("[0-9a-f]{40}", repo.head("ORIG_HEAD"))
    repo.commit("docs: x\n", {"x": "1\n"})
    assert not started.exists()
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.run_git("commit", "--no-verify", "-m", "docs: x")
    assert started.exists()
