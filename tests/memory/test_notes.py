"""Plain text notes in refs/notes/commits are read as records, at the tip asked for."""

from collections.abc import Mapping

import pytest

from tests.conftest import Repo
from tests.memory.mining import dig, lesson


def graded(repo: Repo, notes: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    return [
        (entry.value, entry.grade)
        for record in dig(repo, notes=notes).mined.records
        for entry in record.everything
        if entry.key == "Learning"
    ]


def test_a_note_is_read_beside_the_message(repo: Repo) -> None:
    repo.commit(lesson("said at once"))
    assert graded(repo) == [("said at once", "trailer")]
    repo.git("notes", "add", "-m", "Learning: said afterwards")
    assert graded(repo) == [("said at once", "trailer"), ("said afterwards", "noted")]


def test_a_note_on_a_commit_without_a_record_is_found_after_the_walk(repo: Repo) -> None:
    first = repo.commit("chore: nothing said", {"a/b": "x"})
    repo.commit("chore: on")
    assert graded(repo) == []
    repo.git("notes", "add", "-m", "Learning: it was worth a word", first)
    mined = dig(repo).mined
    assert [(one.id, one.paths) for one in mined.records] == [(first, ("a/b",))]
    assert mined.as_of and dict(mined.as_of.notes) == {
        "refs/notes/commits": repo.head("refs/notes/commits")
    }


def test_notes_are_read_at_the_tip_that_is_asked_for(repo: Repo) -> None:
    repo.commit("chore: nothing said")
    repo.git("notes", "add", "-m", "Learning: the first word")
    then = {"refs/notes/commits": repo.head("refs/notes/commits")}
    repo.git("notes", "append", "-m", "Learning: the last word")
    both = [("the first word", "noted"), ("the last word", "noted")]
    assert graded(repo) == both
    assert graded(repo, then) == both[:1]
    assert graded(repo, {}) == []
    assert graded(repo) == both


def test_notes_on_other_branches_and_other_objects_are_no_part_of_a_range(repo: Repo) -> None:
    repo.commit("chore: root")
    repo.git("checkout", "-q", "-b", "side")
    side = repo.commit("chore: side", {"f": "x"})
    repo.git("checkout", "-q", "main")
    repo.git("notes", "add", "-m", "Learning: on a side branch", side)
    repo.git("notes", "add", "-m", "Learning: on a blob", f"{side}:f")
    assert graded(repo) == []
    assert [one.id for one in dig(repo, "side").mined.records] == [side]


def test_a_note_is_dropped_with_its_removal(repo: Repo) -> None:
    repo.commit("chore: nothing said")
    repo.git("notes", "add", "-m", "Learning: a passing thought")
    assert len(graded(repo)) == 1
    repo.git("notes", "remove")
    assert graded(repo) == []


@pytest.mark.parametrize("text", ["1" * 40, "torn"])
def test_a_notes_ref_that_a_crash_broke_is_said_with_what_to_do(repo: Repo, text: str) -> None:
    repo.commit(lesson("said in the message"))
    repo.write({".git/refs/notes/agentops/learnings": f"{text}\n"})
    ran = repo.tool("learnings", code=3)
    assert ran.stdout == "" and ran.stderr.count("\n") == 1
    assert "refs/notes/agentops/learnings is broken: it names" in ran.stderr
    assert "take it away: rm " in ran.stderr
