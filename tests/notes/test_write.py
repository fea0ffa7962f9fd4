"""Writing notes: nothing that stands is lost, whoever else writes, whatever else lies there."""

import os
import stat
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pytest

from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.process import Git
from agentops_git.notes import write
from agentops_git.notes.commit import Moved, commit_notes
from agentops_git.notes.line import dump, parse_body
from agentops_git.notes.read import read_lines, tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.tree import listed, read_tree
from agentops_git.notes.write import add_lines, change
from tests.conftest import Repo, run
from tests.notes.noting import ANN, bodies, git_of, line, line_on

REF = ref_of("learnings")


@pytest.fixture
def one(repo: Repo) -> str:
    """A commit to note on."""
    return repo.commit("fix: a thing", {"a": "1"})


def add(repo: Repo, oid: str, *texts: str) -> int:
    lines = [line_on(repo, text, oid) for text in texts]
    return add_lines(git_of(repo), "learnings", {oid: lines}, ANN, "why")


def learned(repo: Repo, oid: str) -> list[str]:
    body = parse_body(bodies(repo).get(oid, ""))
    return sorted(str(each.fields["learning"]) for each in body.lines)


def test_the_first_note_makes_the_ref_and_the_next_ones_stand_on_it(repo: Repo, one: str) -> None:
    assert add(repo, one, "lesson one") == 1
    assert add(repo, one, "lesson two", "lesson one") == 1
    assert learned(repo, one) == ["lesson one", "lesson two"]
    assert repo.git("log", "--format=%cn <%ce> %ct %s", REF) == "\n".join(
        ["Ann <ann@example.invalid> 1700000000 why"] * 2
    )
    assert repo.git("log", "-1", "--format=%N", f"--notes={REF}") == bodies(repo)[one].rstrip()
    assert repo.git("fsck", "--strict") == ""


def test_what_is_there_already_is_not_written_again(repo: Repo, one: str) -> None:
    add(repo, one, "lesson one")
    tip = repo.head(REF)
    assert add(repo, one, "lesson one") == 0
    assert repo.head(REF) == tip


def test_what_is_redacted_does_not_come_back(repo: Repo, one: str) -> None:
    add(repo, one, "hunter2")
    repo.tool("note", "redact", line_on(repo, "hunter2", one).id)
    assert add(repo, one, "hunter2") == 0
    assert "hunter2" not in bodies(repo)[one]


@pytest.mark.parametrize("cut", [(), (2,), (2, 4), (2, 4, 6)])
def test_a_note_keeps_the_path_where_another_tool_put_it(
    repo: Repo, one: str, cut: tuple[int, ...]
) -> None:
    ends = [0, *cut, len(one)]
    path = "/".join(one[start:end] for start, end in pairwise(ends))
    commit_notes(git_of(repo), REF, None, (), {path: dump(line("lesson")) + "\n"}, ANN, "x")
    add(repo, one, "more")
    assert learned(repo, one) == ["lesson", "more"]
    assert repo.git("ls-tree", "-r", "--name-only", REF) == path


def test_notes_of_one_object_at_two_paths_become_one(repo: Repo, one: str) -> None:
    both = {one: "odd row", f"{one[:2]}/{one[2:]}": dump(line("lesson"))}
    commit_notes(git_of(repo), REF, None, (), both, ANN, "x")
    assert sorted(bodies(repo)[one].split("\n")) == sorted(["odd row", dump(line("lesson"))])
    add(repo, one, "more")
    assert learned(repo, one) == ["lesson", "more"]
    assert bodies(repo)[one].startswith("odd row\n")
    assert len(listed(git_of(repo), REF)) == len(read_tree(git_of(repo), REF).notes) == 1


def test_foreign_files_and_rows_stay_byte_for_byte(repo: Repo, one: str) -> None:
    odd = "caf\udce9 \x00 nul\r\n{\n  pretty\n}\n"
    files: dict[str, str | None] = {"README": "\udcff\x00 nul", "zz/deep/file": "x", one: odd}
    commit_notes(git_of(repo), REF, None, (), files, ANN, "x")
    add(repo, one, "lesson")
    assert bodies(repo)[one] == odd + dump(line_on(repo, "lesson", one)) + "\n"
    assert repo.git("cat-file", "blob", f"{REF}:README") == "\udcff\x00 nul"
    assert set(read_tree(git_of(repo), REF).foreign) == {"README", "zz/deep/file"}


def test_a_ref_that_moved_in_between_is_left_as_it_is(repo: Repo, one: str) -> None:
    add(repo, one, "lesson")
    tip = repo.head(REF)
    for old in (None, repo.head("HEAD")):
        with pytest.raises(Moved):
            commit_notes(git_of(repo), REF, old, (), {one: "x"}, ANN, "late")
    assert repo.head(REF) == tip
    new = commit_notes(git_of(repo), REF, tip, (), {"x": "x"}, ANN, "in time")
    assert new == repo.head(REF)


def test_a_merge_has_both_parents(repo: Repo, one: str) -> None:
    add(repo, one, "lesson")
    tip = repo.head(REF)
    commit_notes(git_of(repo), REF, tip, [one], {"x": "x"}, ANN, "merge")
    assert repo.git("log", "-1", "--format=%P", REF) == f"{tip} {one}"


def test_many_notes_change_at_once_and_what_is_not_named_stays(repo: Repo, one: str) -> None:
    two = repo.commit("fix: another", {"a": "2"})
    add(repo, one, "lesson")
    add(repo, two, "lesson")
    gone = change(git_of(repo), REF, lambda found: {one: None, "f" * 40: "new\n"}, ANN, "why")
    assert gone
    assert set(bodies(repo)) == {two, "f" * 40}
    tip = repo.head(REF)
    assert not change(git_of(repo), REF, dict, ANN, "nothing differs")
    assert repo.head(REF) == tip


@pytest.mark.parametrize("what", ["HEAD:a", "HEAD^{tree}"])
def test_a_ref_that_is_no_notes_ref_is_left_alone(repo: Repo, one: str, what: str) -> None:
    repo.git("update-ref", REF, what)
    with pytest.raises(UsageError, match=r"is no notes ref: .* git update-ref"):
        add(repo, one, "lesson")
    with pytest.raises(UsageError, match="is no notes ref"):
        tip_of(git_of(repo), REF)
    assert repo.head(REF) == repo.head(what)


def test_a_lock_that_a_crash_left_is_removed_after_a_minute(
    repo: Repo, one: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(repo, one, "lesson")
    lock = repo.path / ".git" / f"{REF}.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    assert add(repo, one, "more") == 1
    said = f"agentops-git: removed {lock}: a process that was killed had left it\n"
    assert capsys.readouterr().err == said
    assert not lock.exists()


def test_a_lock_that_is_younger_is_never_removed_and_is_named(
    repo: Repo, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "PATIENCE", 0.0)
    add(repo, one, "lesson")
    lock = repo.path / ".git" / f"{REF}.lock"
    lock.touch()
    os.utime(lock, (time.time() - 50, time.time() - 50))
    with pytest.raises(EnvironmentFailure) as failed:
        add(repo, one, "more")
    assert str(failed.value) == (
        f"{REF} is locked by {lock}; if no git is running here, "
        "a crash left it: remove that file and run this again"
    )
    lock.unlink()
    assert add(repo, one, "more") == 1


def test_a_lock_that_another_writer_holds_is_waited_for(repo: Repo, one: str) -> None:
    add(repo, one, "lesson")
    lock = repo.path / ".git" / f"{REF}.lock"
    lock.touch()
    with subprocess.Popen(["sh", "-c", f"sleep 0.3; rm '{lock}'"]):
        assert add(repo, one, "more") == 1


def test_writers_that_never_leave_a_gap_are_told_of(
    repo: Repo, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "PATIENCE", 0.0)
    monkeypatch.setattr(write, "tip_in", lambda batch, ref: None)
    repo.git("update-ref", REF, one)
    with pytest.raises(EnvironmentFailure, match="other writers kept changing"):
        add(repo, one, "lesson")


def test_a_bare_sha256_repository_holds_notes_as_well(tmp_path: Path) -> None:
    run("git", "init", "-q", "--bare", "--object-format=sha256", "bare", cwd=tmp_path)
    repo = Repo(tmp_path / "bare")
    tree = repo.git("hash-object", "-t", "tree", "-w", "--stdin", data="")
    oid = repo.git("commit-tree", "-m", "fix: x", tree)
    assert len(oid) == 64
    assert add(repo, oid, "lesson") == 1
    assert learned(repo, oid) == ["lesson"]


def test_worktrees_share_notes_and_a_checked_out_notes_ref_is_no_hindrance(
    repo: Repo, one: str, tmp_path: Path
) -> None:
    add(repo, one, "lesson")
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "tree"), REF)
    run("git", "symbolic-ref", "HEAD", REF, cwd=tmp_path / "tree")
    assert add(Repo(tmp_path / "tree"), one, "more") == 1
    assert add(repo, one, "most") == 1
    assert learned(repo, one) == ["lesson", "more", "most"]


def test_where_nothing_can_be_written_one_line_says_so(repo: Repo, one: str) -> None:
    add(repo, one, "lesson")
    pack = repo.path / ".git/objects/pack"
    pack.rmdir()
    pack.write_text("in the way")
    with pytest.raises(EnvironmentFailure) as failed:
        add(repo, one, "more")
    said = str(failed.value)
    assert said.startswith(f"nothing was written to {REF}: ")
    assert "\n" not in said
    assert not [*(repo.path / ".git").glob("fast_import_crash_*")]
    pack.unlink()
    pack.mkdir()
    assert learned(repo, one) == ["lesson"]
    assert add(repo, one, "more") == 1


def test_a_full_disk_loses_nothing(repo: Repo, one: str, tmp_path: Path) -> None:
    add(repo, one, "lesson")
    small = tmp_path / "small"
    small.mkdir()
    (small / "git").write_text(
        '#!/bin/sh\ncase "$*" in *fast-import*) trap "" XFSZ; ulimit -f 8;; esac\n'
        f'PATH={os.environ["PATH"]} exec git "$@"\n'
    )
    (small / "git").chmod(0o755)
    noise = os.urandom(40_000).hex()
    path = f"{small}:{os.environ['PATH']}"
    said = repo.tool("note", "add", "--learning", f"a {noise} b", code=3, PATH=path).stderr
    assert said.startswith(f"agentops-git: nothing was written to {REF}: ")
    assert len(said.splitlines()) == 1
    assert not [*(repo.path / ".git").glob("fast_import_crash_*")]
    assert learned(repo, one) == ["lesson"]
    assert add(repo, one, "more") == 1


@pytest.mark.parametrize("said", ["No space left on device", "write error. Out of diskspace"])
def test_a_full_disk_is_told_to_be_full(repo: Repo, one: str, tmp_path: Path, said: str) -> None:
    """In the words of git, of which it has several."""
    fake = tmp_path / "git"
    fake.write_text(
        f'#!/bin/sh\ncase "$*" in *fast-import*) echo "fatal: {said}" >&2; exit 128;; esac\n'
        f'PATH={os.environ["PATH"]} exec git "$@"\n'
    )
    fake.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert repo.tool("note", "add", "--learning", "a lesson is here", code=3, PATH=path).stderr == (
        f"agentops-git: nothing was written to {REF}: {said}; make room\n"
    )


def test_a_date_that_is_none_is_not_taken_for_a_missing_name(repo: Repo, one: str) -> None:
    date = {"GIT_COMMITTER_DATE": "bogus"}
    assert repo.tool("note", "add", "--learning", "a lesson is here", code=3, env=date).stderr == (
        "agentops-git: invalid date format: bogus; unset GIT_COMMITTER_DATE, or set it to a date\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_repository_is_said_in_one_line(repo: Repo, one: str) -> None:
    folder = repo.path / ".git/objects/pack"
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(EnvironmentFailure, match="nothing was written"):
        add(repo, one, "lesson")


def test_a_tombstone_counts_in_the_whole_ref(repo: Repo, one: str) -> None:
    """A copy that a rewrite carried elsewhere before the redaction came is hidden as well."""
    two = repo.commit("fix: another", {"a": "2"})
    secret = line_on(repo, "hunter2", one)
    git = git_of(repo)
    add_lines(git, "learnings", {one: [secret]}, ANN, "x")
    repo.tool("note", "redact", secret.id)
    add_lines(git, "learnings", {two: [secret]}, ANN, "an old clone's copy")
    assert "hunter2" in bodies(repo)[two]
    assert read_lines(git, REF)[two].lines == ()
    repo.tool("note", "redact", secret.id)
    assert "hunter2" not in bodies(repo)[two]


def test_a_git_that_is_not_there_is_said(repo: Repo, one: str) -> None:
    git = Git(str(repo.path / "absent"))
    with pytest.raises(EnvironmentFailure):
        add_lines(git, "learnings", {one: [line("x")]}, ANN, "x")
