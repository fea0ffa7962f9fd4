"""The steps of a meld that git does in other ways: fixup -C, amend!, drop, skip, short commands."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.survival_hooks.ground import lesson, lessons, rebase, record, topic

pytestmark = pytest.mark.slow

FIXUP, SQUASH = "s/^pick/fixup/", "s/^pick/squash/"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return topic(tmp_path, tmp_path_factory, "a", "b", "c")


@pytest.mark.parametrize("how", ["fixup -C", "fixup -c", "f -C"])
def test_the_message_of_another_commit_does_not_drop_the_record(repo: Repo, how: str) -> None:
    """Whoever takes that message has not edited the one whose place it takes."""
    rebase(repo, f"2s/^pick/{how}/")
    assert repo.message("HEAD^").startswith("fix(b): mend it\n")
    assert lessons(repo, "HEAD^") == [lesson("b"), lesson("a")]
    assert "Intent: mend b for good this time" in repo.trailers("HEAD^")
    assert repo.run_git("notes", "--ref=agentops/learnings", "list", code=None).stdout == ""


def test_an_amending_fixup_replaces_the_message_and_its_record(repo: Repo) -> None:
    repo.commit(f"amend! fix(a): mend it\n\n{record('anew')}")
    rebase(repo, "2,3d", "s/^pick \\([0-9a-f]* .*amend!\\)/fixup -C \\1/")
    assert repo.message() == record("anew").strip()
    assert repo.run_git("notes", "--ref=agentops/learnings", "list", code=None).stdout == ""


def test_a_dropped_step_leaves_a_whole_message(repo: Repo) -> None:
    rebase(repo, f"2{FIXUP}", "3s/^pick/drop/")
    assert repo.git("rev-list", "--count", "base..") == "1"
    assert lessons(repo) == [lesson("a"), lesson("b")]


@pytest.mark.parametrize("last", [True, False])
def test_a_skipped_step_is_left_out_of_the_message(repo: Repo, last: bool) -> None:
    """git tells hooks the same of it as of one that was resolved to no change: a note keeps it."""
    repo.commit(record("d"), {"a": "2\n"})
    if not last:
        repo.commit(record("e"), {"e": "1\n"})
    repo.git("switch", "--quiet", "--create", "other", "base")
    repo.commit(record("x"), {"x": "1\n"})
    repo.git("switch", "--quiet", "topic")
    mended = "exec echo mended >a; git commit --quiet --amend --no-edit a"
    rebase(repo, f"2{FIXUP}", f"3{FIXUP}", f"4{FIXUP}", f"5{FIXUP}", f"1a {mended}",
           onto="other", code=1)  # fmt: skip
    repo.git("rebase", "--skip", GIT_EDITOR="true")
    assert repo.git("status", "--porcelain") == ""
    names = "abc" if last else "abce"
    assert lessons(repo) == [lesson(name) for name in names]
    noted = repo.git("notes", "--ref=agentops/learnings", "show")
    assert lesson("d").partition(": ")[2] in noted


def test_a_comment_character_of_ones_own(repo: Repo) -> None:
    repo.git("config", "core.commentChar", ";")
    repo.commit(
        f"squash! fix(a): mend it\n\n# a heading of the body\n\n{lesson('d')}\n", {"d": "1\n"}
    )
    rebase(repo, f"2{FIXUP}", f"3{SQUASH}", f"4{SQUASH}")
    assert sorted(lessons(repo)) == [lesson(name) for name in "abcd"]
    assert "# a heading of the body" in repo.message()
    assert ";" not in repo.message().replace("; mend", "").replace("; b", "").replace("; c", "")


@pytest.mark.parametrize("last", ["fixup", "fixup -C", "squash"])
def test_abbreviated_commands(repo: Repo, last: str) -> None:
    repo.git("config", "rebase.abbreviateCommands", "true")
    repo.git("config", "rebase.instructionFormat", "%an: %s")
    short = last.replace("fixup", "f").replace("squash", "s")
    rebase(repo, "2s/^p /f /", f"3s/^p /{short} /")
    assert sorted(lessons(repo)) == [lesson(name) for name in "abc"]


def test_autosquash_with_abbreviated_commands(repo: Repo) -> None:
    repo.git("config", "rebase.abbreviateCommands", "true")
    repo.commit(f"fixup! fix(a): mend it\n\n{lesson('d')}\n", {"d": "1\n"})
    repo.git("rebase", "-i", "--autosquash", "base", GIT_EDITOR="true", GIT_SEQUENCE_EDITOR="true")
    assert lessons(repo, "HEAD~2") == [lesson("a"), lesson("d")]
