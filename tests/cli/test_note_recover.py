"""What a user sees when a rewrite left notes behind, and how they come back."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import dump, make_line
from tests.conftest import Repo, run

pytestmark = pytest.mark.slow

LESSON = "a retry without a limit is an outage"


def note(repo: Repo, rev: str = "HEAD", text: str = LESSON) -> None:
    repo.tool("note", "add", rev, "--learning", text)


def collect(repo: Repo) -> None:
    """Let git delete everything that no ref reaches."""
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "--quiet", "--prune=now")


def rebuilt(repo: Repo, message: str = "fix: b\n", body: str = "b\n") -> tuple[str, str]:
    """A commit with a note, made anew on another parent, with no hook and no setting; both ids."""
    repo.commit("chore: root\n", {"a": "a\n"})
    old = repo.commit("fix: b\n", {"b": "b\n"})
    note(repo)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.commit("chore: in between\n", {"c": "c\n"})
    return old, repo.commit(message, {"b": body})


def recovered(repo: Repo, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(repo.tool("note", "recover", "--json", *args).stdout)
    return found


def learned(repo: Repo, rev: str = "HEAD") -> list[str]:
    """The learnings that stand in the note on a commit."""
    body = repo.git("notes", "--ref=agentops/learnings", "show", rev, code=None)
    return [json.loads(row)["learning"] for row in body.splitlines()]


def test_a_dry_run_says_what_would_go_where_and_why(repo: Repo) -> None:
    old, new = rebuilt(repo)
    tip = repo.head("refs/notes/agentops/learnings")
    assert repo.tool("note", "recover").stdout == (
        "to re-attach: 1\n"
        f"  learnings {old[:12]} -> {new[:12]}  patch-id\n"
        f"    Learning: {LESSON}\n"
        "nothing is written yet; to do it: agentops-git note recover --write\n"
    )
    assert repo.head("refs/notes/agentops/learnings") == tip


def test_the_line_is_added_to_the_new_commit_and_stays_on_the_old_one(repo: Repo) -> None:
    old, new = rebuilt(repo)
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == learned(repo, old) == [LESSON]


def test_writing_twice_writes_once(repo: Repo) -> None:
    rebuilt(repo)
    repo.tool("note", "recover", "--write")
    tip = repo.head("refs/notes/agentops/learnings")
    assert repo.tool("note", "recover", "--write").stdout == "no orphaned notes\n"
    assert repo.head("refs/notes/agentops/learnings") == tip


def test_the_same_lesson_noted_twice_comes_back_once_and_for_all(repo: Repo) -> None:
    old, new = rebuilt(repo)
    row = repo.git("notes", "--ref=agentops/learnings", "show", old)
    other = make_line("learnings", "2024-01-01T00:00:00Z", "Ann <ann@example.invalid>",
                      facts_of(Git(str(repo.path)), old), {"learning": LESSON})  # fmt: skip
    repo.git("notes", "--ref=agentops/learnings", "add", "-f", "-m", f"{row}\n{dump(other)}", old)
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]
    assert repo.tool("note", "recover").stdout == "no orphaned notes\n"


def test_a_recovered_learning_is_mined(repo: Repo) -> None:
    rebuilt(repo)
    repo.tool("note", "recover", "--write")
    assert LESSON in repo.tool("learnings").stdout


def test_json_says_the_same(repo: Repo) -> None:
    old, new = rebuilt(repo)
    found = recovered(repo)
    (placed,) = found.pop("placed")
    assert placed.pop("line")["learning"] == LESSON
    assert placed == {
        "kind": "learnings", "object": old, "state": "orphaned", "text": None,
        "to": new, "by": "patch-id", "among": 1,
    }  # fmt: skip
    assert found == {
        "version": 1, "written": False, "left": [], "absent": 0, "unsynced": [], "problems": [],
    }  # fmt: skip


def test_it_works_after_the_old_commit_was_collected(repo: Repo) -> None:
    old, new = rebuilt(repo)
    collect(repo)
    assert repo.run_git("cat-file", "-e", old, code=None).returncode != 0
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]


def test_a_reworded_commit_is_found_by_its_patch_id(repo: Repo) -> None:
    _, new = rebuilt(repo, "fix: say it otherwise\n")
    collect(repo)
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]


def test_several_rewrites_in_a_row(repo: Repo) -> None:
    rebuilt(repo)
    for subject in ("fix: once more\n", "fix: and again\n"):
        repo.git("reset", "--quiet", "--hard", "HEAD~1")
        repo.commit("chore: before it\n", {"d": subject})
        new = repo.commit(subject, {"b": "b\n"})
        repo.tool("note", "recover", "--write")
        assert learned(repo, new) == [LESSON]


def test_a_commit_without_changes_is_found_by_tree_and_subject(repo: Repo) -> None:
    repo.commit("chore: root\n", {"a": "a\n"})
    repo.commit("ci: run again\n")
    note(repo)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    new = repo.commit("ci: run again\n\nA body.\n")
    collect(repo)
    (placed,) = recovered(repo)["placed"]
    assert (placed["to"], placed["by"]) == (new, "tree and subject")


def test_an_amended_change_is_found_by_its_author_date_while_the_old_commit_exists(
    repo: Repo,
) -> None:
    repo.commit("feat: one\n", {"a": "a\n"})
    note(repo)
    repo.write({"a": "other\n"})
    repo.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    (placed,) = recovered(repo)["placed"]
    assert (placed["to"], placed["by"]) == (repo.head(), "author date and subject")
    collect(repo)
    assert recovered(repo)["placed"] == []


def test_a_reworded_commit_without_changes_is_found_by_its_author_date_too(repo: Repo) -> None:
    repo.commit("ci: run it\n")
    repo.git("notes", "add", "-m", "Learning: empty commits are commits")
    repo.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "ci: run it again")
    (placed,) = recovered(repo)["placed"]
    assert (placed["to"], placed["by"]) == (repo.head(), "author date and tree")


def test_of_a_commit_and_its_pick_the_one_with_the_older_author_date_and_id_is_taken(
    repo: Repo,
) -> None:
    _, new = rebuilt(repo)
    repo.git("switch", "--quiet", "--create", "release", "HEAD~2")
    repo.git("cherry-pick", new)
    first = min(new, repo.head())
    found = repo.tool("note", "recover").stdout
    assert f"-> {first[:12]}  patch-id, the first of 2 that fit" in found


def test_what_fits_nothing_is_left_and_said(repo: Repo) -> None:
    old, _ = rebuilt(repo, "feat: all else\n", body="else\n")
    collect(repo)
    assert repo.tool("note", "recover").stdout == (
        "left as they are: 1\n"
        f"  learnings {old[:12]}  no commit that a ref reaches fits\n"
        f"    Learning: {LESSON}\n"
    )


def test_a_text_note_comes_back_while_its_commit_exists(repo: Repo) -> None:
    repo.commit("chore: root\n", {"a": "a\n"})
    old = repo.commit("fix: b\n", {"b": "b\n"})
    repo.git("notes", "add", "-m", "Learning: text lives too", old)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    new = repo.commit("fix: b, better said\n", {"b": "b\n"})
    repo.git("notes", "add", "-m", "Reviewed-by: Ann", new)
    repo.tool("note", "recover", "--write")
    assert repo.git("notes", "show", new) == "Reviewed-by: Ann\n\nLearning: text lives too"
    assert repo.tool("note", "recover").stdout == "no orphaned notes\n"


def test_a_text_note_on_a_collected_commit_is_shown_in_full(repo: Repo) -> None:
    repo.commit("chore: root\n", {"a": "a\n"})
    old = repo.commit("fix: b\n", {"b": "b\n"})
    repo.git("notes", "add", "-m", "Learning: first\n\nand \x1b[31mmore", old)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    collect(repo)
    assert repo.tool("note", "recover").stdout == (
        "left as they are: 1\n"
        f"  commits   {old[:12]}  its commit is gone, and a text note does not say what that was\n"
        "    Learning: first\n"
        "    and \\x1b[31mmore\n"
    )


def test_a_text_note_beside_a_line_follows_what_the_line_says(repo: Repo) -> None:
    old, new = rebuilt(repo)
    repo.git("notes", "add", "-m", "Reviewed-by: Ann", old)
    collect(repo)
    repo.tool("note", "recover", "--write")
    assert repo.git("notes", "show", new) == "Reviewed-by: Ann"


def test_notes_that_git_pruned_come_back_out_of_the_history_of_their_ref(repo: Repo) -> None:
    old, new = rebuilt(repo)
    collect(repo)
    repo.git("notes", "--ref=agentops/learnings", "prune")
    assert learned(repo, old) == []
    assert f"{old[:12]} (pruned or lost) -> {new[:12]}" in repo.tool("note", "recover").stdout
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]
    assert repo.tool("note", "recover").stdout == "no orphaned notes\n"


def test_a_note_that_a_forced_fetch_replaced_comes_back_to_its_commit(repo: Repo) -> None:
    new = repo.commit("feat: a\n", {"a": "a\n"})
    note(repo)
    ours = repo.head("refs/notes/agentops/learnings")
    repo.git("update-ref", "-d", "refs/notes/agentops/learnings")
    note(repo, text="what somebody else had to say")
    repo.git("update-ref", "refs/agentops/backup/learnings", ours)
    (placed,) = recovered(repo, "--write")["placed"]
    assert (placed["to"], placed["by"]) == (new, "same object")
    assert sorted(learned(repo)) == [LESSON, "what somebody else had to say"]


def test_a_redacted_line_stays_away(repo: Repo) -> None:
    rebuilt(repo)
    line = recovered(repo)["placed"][0]["line"]
    repo.tool("note", "redact", line["id"])
    assert repo.tool("note", "recover").stdout == "no orphaned notes\n"


def test_gates_and_approvals_are_not_followed(repo: Repo) -> None:
    old, _ = rebuilt(repo)
    for kind in ("gates", "approvals"):
        repo.git("notes", f"--ref=agentops/{kind}", "add", "-m", "{}", old)
    assert {one["kind"] for one in recovered(repo)["placed"]} == {"learnings"}


def test_a_line_that_cannot_be_read_is_listed_and_kept(repo: Repo) -> None:
    old, _ = rebuilt(repo)
    repo.git("notes", "--ref=agentops/learnings", "append", "-m", "no \x1b JSON", old)
    said = repo.tool("note", "recover", "--write").stdout
    assert "the line can't be read: it is not JSON\n    no \\x1b JSON\n" in said
    assert "no \x1b JSON" in repo.git("notes", "--ref=agentops/learnings", "show", old)


def test_what_a_shallow_clone_does_not_have_is_no_orphan(repo: Repo, tmp_path: Path) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    note(repo)
    repo.commit("feat: b\n", {"b": "b\n"})
    run("git", "clone", "--quiet", "--depth=1", repo.path.as_uri(), "shallow", cwd=tmp_path)
    clone = Repo(tmp_path / "shallow")
    clone.git("fetch", "--quiet", "origin", "refs/notes/agentops/*:refs/notes/agentops/*")
    done = clone.tool("note", "recover")
    assert done.stdout == "no orphaned notes\n"
    assert "run: git fetch --unshallow" in done.stderr
    clone.git("fetch", "--quiet", "--unshallow")
    assert clone.tool("note", "recover").said == "no orphaned notes\n"


def test_a_partial_clone_fetches_nothing_to_answer(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    old, new = rebuilt(repo)
    run("git", "clone", "--quiet", "--bare", "--filter=blob:none", repo.path.as_uri(), "part",
        cwd=tmp_path)  # fmt: skip
    clone = Repo(tmp_path / "part")
    clone.git(
        "fetch", "--quiet", "--no-filter", "origin", "refs/notes/agentops/*:refs/notes/agentops/*"
    )
    clone.git("remote", "set-url", "origin", str(tmp_path / "nowhere"))
    assert f"  learnings {old[:12]}  no commit" in clone.tool("note", "recover").stdout
    assert new in clone.git("rev-list", "--all")


def test_notes_that_only_a_remote_has(repo: Repo) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    note(repo)
    tip = repo.head("refs/notes/agentops/learnings")
    repo.git("update-ref", "refs/agentops/remotes/origin/learnings", tip)
    repo.git("update-ref", "-d", "refs/notes/agentops/learnings")
    assert repo.tool("note", "recover").stderr == (
        "agentops-git: origin has 1 change to learnings that are not here; "
        "run: agentops-git sync 'origin'\n"
    )


def test_a_ref_that_holds_no_notes_is_one_line_and_the_rest_goes_on(repo: Repo) -> None:
    _, new = rebuilt(repo)
    repo.git("update-ref", "refs/notes/commits", repo.head("HEAD^{tree}"))
    done = repo.tool("note", "recover", "--write")
    assert "refs/notes/commits is no notes ref" in done.stderr
    assert learned(repo, new) == [LESSON]


def test_in_a_repository_without_commits(repo: Repo) -> None:
    assert repo.tool("note", "recover").said == "no orphaned notes\n"


def test_from_a_linked_worktree_and_a_detached_head(repo: Repo, tmp_path: Path) -> None:
    old, new = rebuilt(repo)
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), old)
    assert repo.tool("note", "recover").stdout == "no orphaned notes\n"
    repo.git("worktree", "remove", "--force", str(tmp_path / "tree"))
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), new)
    Repo(tmp_path / "tree").tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]


@pytest.mark.parametrize("date", ["@0 +0000", "@4102444800 +0000"])
def test_a_clock_that_is_wrong_by_years(repo: Repo, date: str) -> None:
    repo.commit("chore: root\n", {"a": "a\n"})
    repo.commit("fix: b\n", {"b": "b\n"})
    repo.tool("note", "add", "--learning", LESSON, GIT_COMMITTER_DATE=date)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    new = repo.commit("fix: c\n", {"b": "b\n"}, GIT_COMMITTER_DATE=date, GIT_AUTHOR_DATE=date)
    collect(repo)
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]


def test_with_sha256(tmp_path: Path) -> None:
    run("git", "init", "--quiet", "--object-format=sha256", tmp_path / "wide", cwd=tmp_path)
    repo = Repo(tmp_path / "wide")
    _, new = rebuilt(repo)
    collect(repo)
    repo.tool("note", "recover", "--write")
    assert learned(repo, new) == [LESSON]
