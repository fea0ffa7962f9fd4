"""git merge --squash: the records of all commits end in one block that git sees."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.survival_hooks.ground import lesson, lessons, record, topic

ALL = [lesson("a"), lesson("b")]
INTENT = "Intent: mend a for good this time; mend b for good this time"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """On main; topic holds the commits a and b."""
    made = topic(tmp_path, tmp_path_factory, "a", "b")
    made.git("switch", "--quiet", "main")
    return made


def squash(repo: Repo, *branches: str) -> None:
    repo.git("merge", "--quiet", "--squash", *(branches or ("topic",)))


def test_an_editor_that_changes_nothing_is_enough(repo: Repo) -> None:
    squash(repo)
    gits = [line.rstrip() for line in (repo.path / ".git/SQUASH_MSG").read_text().splitlines()]
    said = repo.run_git("commit", GIT_EDITOR="true").said
    assert "the subject is git's own; name it: git commit --amend" in said
    assert repo.message().startswith("\n".join(gits) + "\n\nIntent: ")
    assert repo.trailers() == [
        INTENT,
        "Context: a broke in the night of the release; b broke in the night of the release",
        *ALL,
    ]
    before = repo.message()
    repo.git("commit", "--amend", "--no-edit")
    assert repo.message() == before


def test_a_message_of_its_own_gets_a_block(repo: Repo) -> None:
    squash(repo)
    repo.git("commit", "-m", "feat: both of them", "-m", "Context: the two belong together here")
    assert repo.message() == (
        f"feat: both of them\n\nContext: the two belong together here\n{INTENT}\n" + "\n".join(ALL)
    )


@pytest.mark.parametrize("rebased", [False, True])
def test_what_the_branch_itself_reverted_is_not_said(repo: Repo, rebased: bool) -> None:
    """Nor where a rebase has given the reverted commit another id than the revert names."""
    repo.commit("chore: go on", {"elsewhere": "x"})
    repo.git("config", "core.hooksPath", "/dev/null")
    repo.git("switch", "--quiet", "topic")
    repo.git("revert", "--no-edit", "HEAD")
    if rebased:
        repo.git("rebase", "--quiet", "main")
    repo.git("config", "--unset", "core.hooksPath")
    repo.git("switch", "--quiet", "main")
    squash(repo)
    repo.git("commit", "-m", "feat: what is left of them")
    assert [line for line in repo.trailers() if line in ALL] == [lesson("a")]


def test_past_commit_msg_the_records_are_there_as_well(repo: Repo) -> None:
    squash(repo)
    assert repo.run_git("commit", "--no-verify", "-m", "feat: both").stderr == ""
    assert lessons(repo) == ALL


def test_agentops_git_commit_asks_for_nothing_that_the_squash_brings(repo: Repo) -> None:
    squash(repo)
    repo.tool("commit", "-m", "feat: both", "--learning", "two guards are better than one here")
    assert lessons(repo) == ["Learning: two guards are better than one here", *ALL]


def test_from_a_file_in_a_subdirectory_of_a_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"), "base")
    tree = Repo(tmp_path / "tree")
    squash(tree)
    tree.write({"sub/message": "feat: both\n"})
    run("git", "commit", "--quiet", "-F", "message", cwd=tree.path / "sub")
    assert lessons(tree) == ALL


def test_several_branches_and_notes_of_both_kinds(repo: Repo) -> None:
    repo.git("switch", "--quiet", "--create", "side", "base")
    repo.commit(record("c"), {"c": "1\n"})
    repo.git("notes", "add", "-m", "Learning: a text note is a record as well")
    repo.tool("note", "add", "topic", "--learning", "what is noted later counts as much")
    repo.git("switch", "--quiet", "main")
    squash(repo, "topic", "side")
    repo.git("commit", "-m", "feat: three")
    assert sorted(lessons(repo)) == sorted([
        *ALL, lesson("c"), "Learning: a text note is a record as well",
        "Learning: what is noted later counts as much",
    ])  # fmt: skip


def test_a_squash_of_a_squash(repo: Repo) -> None:
    squash(repo)
    repo.git("commit", "-m", "feat: both")
    repo.git("switch", "--quiet", "--create", "again", "base")
    repo.git("-c", "core.hooksPath=/dev/null", "merge", "--squash", "--quiet", "topic")
    repo.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", GIT_EDITOR="true")
    repo.git("switch", "--quiet", "--create", "third", "base")
    squash(repo, "again")
    repo.git("commit", "-m", "feat: both again")
    assert sorted(lessons(repo)) == ALL


def test_a_squash_that_was_given_up_marks_no_other_commit(repo: Repo) -> None:
    squash(repo)
    repo.git("restore", "--staged", "--worktree", ".")
    (repo.path / "own").write_text("1\n")
    repo.git("add", "own")
    assert (repo.path / ".git/SQUASH_MSG").exists()
    repo.git("commit", "--file=-", data=record("own"))
    assert lessons(repo) == [lesson("own")]


def test_the_paths_of_a_squash_that_was_given_up_can_be_changed_otherwise(repo: Repo) -> None:
    squash(repo)
    repo.git("restore", "--staged", "--worktree", ".")
    repo.write({"a": "other\n"})
    repo.git("add", "a")
    repo.git("commit", "-m", record("x"))
    assert lessons(repo) == [lesson("x")]


@pytest.mark.parametrize("text", ["1\nother\n", "other\n  1\n", "1 \n"])
def test_a_conflict_that_was_resolved_by_hand_still_squashes(repo: Repo, text: str) -> None:
    repo.commit("feat: a\n", {"a": "other\n"})
    repo.git("switch", "--quiet", "--create", "more", "topic^")
    repo.git("switch", "--quiet", "main")
    repo.run_git("merge", "--squash", "more", code=1)
    repo.write({"a": text})
    repo.git("commit", "--quiet", "-a", "-m", "feat: both of them")
    assert lessons(repo) == [lesson("a")]


@pytest.mark.parametrize("how", [["cherry-pick"], ["cherry-pick", "-e"], ["revert", "--no-edit"]])
def test_no_other_operation_takes_what_lies_there(repo: Repo, how: list[str]) -> None:
    repo.git("switch", "--quiet", "topic")
    left = (repo.path / ".git/SQUASH_MSG").write_text
    left(f"Squashed commit of the following:\n\ncommit {repo.head('topic~1')}\n")
    repo.git("reset", "--quiet", "--hard")
    target = "topic~1" if how[0] == "revert" else "topic"
    if how[0] == "cherry-pick":
        repo.git("switch", "--quiet", "--detach", "base")
    left(f"Squashed commit of the following:\n\ncommit {repo.head('topic')}\n")
    repo.git(*how, target, GIT_EDITOR="true")
    assert lessons(repo) == ([lesson("b")] if how[0] == "cherry-pick" else [])


def test_a_commit_that_is_gone_is_read_from_gits_text(repo: Repo) -> None:
    squash(repo)
    path = repo.path / ".git/SQUASH_MSG"
    path.write_text(path.read_text().replace(repo.head("topic"), "1" * 40))
    repo.git("commit", "-m", "feat: both")
    assert sorted(lessons(repo)) == ALL


def test_what_breaks_the_gathering_never_stops_a_commit(repo: Repo) -> None:
    squash(repo)
    repo.git("update-ref", "refs/notes/agentops/learnings", repo.head("base^{tree}"))
    done = repo.run_git("commit", "--no-verify", "-m", "feat: both")
    first, second, *_ = done.stderr.splitlines()
    said = "agentops-git: the records of the squashed commits were not gathered: refs/notes/"
    assert first.startswith(said)
    assert "is against the law" in second


def test_hundreds_of_commits(repo: Repo) -> None:
    stream = "".join(
        f"commit refs/heads/long\ncommitter A <a@x> {repo.clock + n} +0000\n"
        f"data <<END\n{record(f'n{n}')}END\n"
        + (f"from {repo.head('base')}\n" if n == 0 else "")
        + f"M 100644 inline f{n}\ndata 1\nx\n"
        for n in range(300)
    )
    repo.git("fast-import", "--quiet", data=stream)
    squash(repo, "long")
    repo.git("commit", "-m", "feat: all of it")
    assert lessons(repo) == [lesson(f"n{n}") for n in range(300)]
