"""post-rewrite: notes and dropped records follow a commit to what it became, each once."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.survival_hooks.ground import lesson, no_python, rebase, record, topic

NOTED = "what is noted later counts as much"
KEPT = "agentops: kept in notes what 1 message lost\n"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return topic(tmp_path, tmp_path_factory, "a", "b")


def lines(repo: Repo, rev: str = "HEAD") -> list[str]:
    said = repo.git("notes", "--ref=agentops/learnings", "show", rev, code=None)
    return [line for line in said.splitlines() if line]


def text(repo: Repo, rev: str = "HEAD") -> str:
    return repo.git("notes", "show", rev, code=None)


def without_settings(repo: Repo) -> None:
    repo.git("config", "--unset-all", "notes.rewriteRef")
    repo.git("config", "--unset-all", "notes.rewriteMode")


def note_both(repo: Repo, rev: str, word: str) -> list[str]:
    repo.tool("note", "add", rev, "--learning", f"{NOTED} {word}")
    repo.git("notes", "add", "-m", f"Learning: text {word} is as good", rev)
    return lines(repo, rev)


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("how", ["amend", "rebase", "rebase --apply"])
def test_notes_follow_once_by_settings_hook_or_both(repo: Repo, how: str, settings: bool) -> None:
    before = note_both(repo, "HEAD", "b")
    if not settings:
        without_settings(repo)
    old = repo.head()
    if how == "amend":
        said = repo.run_git("commit", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z").said
    else:
        repo.git("switch", "--quiet", "main")
        repo.commit(record("m"), {"m": "1\n"})
        said = repo.run_git(*how.split(), "main", "topic").said
    assert repo.head() != old
    assert lines(repo) == before
    assert text(repo) == "Learning: text b is as good"
    assert ("carried the notes of 1 rewritten commit\n" in said) is not settings


@pytest.mark.parametrize("settings", [True, False])
def test_a_squash_of_noted_commits_keeps_all_lines(repo: Repo, settings: bool) -> None:
    before = note_both(repo, "HEAD^", "a") + note_both(repo, "HEAD", "b")
    if not settings:
        without_settings(repo)
    rebase(repo, "2s/^pick/squash/")
    assert lines(repo) == sorted(before)
    rows = [row for row in text(repo).splitlines() if row]
    assert rows == [f"Learning: text {word} is as good" for word in "ab"]


def test_approvals_and_gates_are_never_carried(repo: Repo) -> None:
    without_settings(repo)
    for kind in ("gates", "approvals", "telemetry", "audit"):
        repo.git("notes", f"--ref=agentops/{kind}", "add", "-m", f"a foreign line of {kind}")
    repo.git("commit", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z")
    kept = [
        kind
        for kind in ("gates", "approvals", "telemetry", "audit")
        if repo.git("notes", f"--ref=agentops/{kind}", "list", "HEAD", code=None)
    ]
    assert kept == ["telemetry", "audit"]


def test_an_amend_that_drops_the_record_keeps_it_as_a_note(repo: Repo) -> None:
    said = repo.run_git("commit", "--amend", "--no-verify", "-m", "fix(b): mend it").said
    assert said.endswith(KEPT)
    (line,) = lines(repo)
    assert f'"learning":"{lesson("b").partition(": ")[2]}"' in line
    assert f'"commit":"{repo.head()}"' in line
    repo.run_git("commit", "--amend", "--no-verify", "-m", "fix(b): mend it again")
    assert lines(repo) == [line]


def test_an_amend_with_another_learning_is_the_writers_own(repo: Repo) -> None:
    repo.git("commit", "--amend", "--file=-", data=record("other"))
    assert lines(repo) == []


def test_a_reword_that_drops_the_record_keeps_it_once(repo: Repo) -> None:
    said = rebase(repo, "1s/^pick/reword/", GIT_EDITOR="sed -i '2,$d'", code=None).said
    assert "T001" in said
    repo.git("rebase", "--abort", code=None)
    editor = "echo 'fix(a): bare' >"
    repo.git("config", "core.hooksPath", ".git/only")
    (repo.path / ".git/only").mkdir()
    (repo.path / ".git/only/post-rewrite").symlink_to("../hooks/post-rewrite")
    rebase(repo, "1s/^pick/reword/", GIT_EDITOR=editor)
    assert len(lines(repo, "HEAD^")) == 1
    assert lesson("a").partition(": ")[2] in lines(repo, "HEAD^")[0]


def test_melds_that_no_hook_gathered_are_kept_as_notes(repo: Repo) -> None:
    (repo.path / ".git/hooks/prepare-commit-msg").unlink()
    said = rebase(repo, "2s/^pick/fixup/").said
    assert KEPT in said
    assert lesson("b").partition(": ")[2] in lines(repo)[0]
    assert len(lines(repo)) == 1


@pytest.mark.parametrize("noted", [False, True])
def test_python_starts_only_where_something_is_to_be_carried(repo: Repo, noted: bool) -> None:
    started = no_python(repo, "post-rewrite")
    repo.git("pack-refs", "--all")
    if noted:
        repo.git("notes", "add", "-m", "unrelated", "base")
    repo.git("commit", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z")
    repo.git("rebase", "--quiet", "--force-rebase", "base")
    assert not started.exists()


def test_a_broken_notes_ref_is_one_line_and_the_amend_stands(repo: Repo) -> None:
    note_both(repo, "HEAD", "b")
    without_settings(repo)
    repo.git("update-ref", "refs/notes/agentops/audit", repo.head("HEAD^{tree}"))
    done = repo.run_git("commit", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z")
    assert "agentops-git: notes were not carried to rewritten commits: refs/notes" in done.stderr


def test_a_stash_and_a_cherry_pick_carry_nothing(repo: Repo) -> None:
    (repo.path / "a").write_text("2\n")
    assert "agentops" not in repo.run_git("stash").said
    assert "agentops" not in repo.run_git("stash", "pop").said
