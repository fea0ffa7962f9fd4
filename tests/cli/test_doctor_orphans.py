"""What doctor says of notes that a rewrite left behind."""

import json

from tests.conftest import Repo


def orphans(repo: Repo) -> list[tuple[str, str, str | None]]:
    """(status, message, command) of each line about orphans."""
    rows = json.loads(repo.tool("doctor", "--json", code=None).stdout)["checks"]
    return [
        (row["status"], row["message"], row["command"]) for row in rows if row["name"] == "orphans"
    ]


def noted(repo: Repo) -> str:
    commit = repo.commit("feat: a\n", {"a": "a\n"})
    repo.tool("note", "add", "--learning", "a cache needs an end")
    return commit


def test_nothing_is_said_without_notes(repo: Repo) -> None:
    repo.commit("feat: a\n")
    assert orphans(repo) == []


def test_notes_on_commits_that_a_ref_reaches(repo: Repo) -> None:
    noted(repo)
    assert orphans(repo) == [("ok", "none among 1 objects with notes", None)]


def test_a_note_that_was_left_behind_is_counted_with_the_command(repo: Repo) -> None:
    noted(repo)
    repo.git("commit", "--quiet", "--amend", "-m", "feat: b")
    assert orphans(repo) == [
        (
            "warn",
            "1 of 1 objects with notes are commits that no ref here reaches",
            "agentops-git note recover",
        )
    ]
    repo.tool("note", "recover", "--write")
    assert orphans(repo) == [("ok", "none among 2 objects with notes", None)]


def test_a_note_that_git_carried_along_is_none(repo: Repo) -> None:
    repo.git("config", "notes.rewriteRef", "refs/notes/agentops/learnings")
    noted(repo)
    repo.git("commit", "--quiet", "--amend", "-m", "feat: b")
    assert orphans(repo) == [("ok", "none among 2 objects with notes", None)]


def test_a_text_note_that_git_joined_with_another_is_none(repo: Repo) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    repo.git("notes", "add", "-m", "Learning: b\n\nContext: a")
    old = repo.head()
    repo.git("commit", "--quiet", "--amend", "-m", "feat: b")
    repo.git("notes", "add", "-m", "Context: a\nLearning: b\nNote: c")
    assert orphans(repo) == [("ok", "none among 2 objects with notes", None)]
    repo.git("notes", "append", "-m", "and one more", old)
    assert [status for status, *_ in orphans(repo)] == ["warn"]


def test_notes_on_trees_and_blobs_and_tags_are_none(repo: Repo) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    repo.git("tag", "-a", "-m", "one", "v1")
    for name in ("HEAD^{tree}", "HEAD:a", "v1"):
        repo.git("notes", "add", "-m", "Learning: on anything", repo.head(name))
    assert orphans(repo) == [("ok", "none among 3 objects with notes", None)]


def test_a_ref_that_holds_no_notes_is_said_in_one_line(repo: Repo) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    repo.git("update-ref", "refs/notes/commits", repo.head("HEAD:a"))
    ((status, message, _),) = orphans(repo)
    assert (status, message[:34]) == ("warn", "refs/notes/commits is no notes ref")
