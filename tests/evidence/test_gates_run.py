"""Gates run on exactly the tree that they vouch for, and touch nothing of a person's."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.evidence.gating import adopted, alive, gate, law, left, lines_of, ran, record, sh

COUNT = 'echo ran >> "$COUNTER"'


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary directories go; empty again after every run."""
    path = tmp_path / "temp"
    path.mkdir()
    monkeypatch.setenv("TMPDIR", str(path))
    return path


def status(repo: Repo) -> tuple[str, str]:
    return repo.git("status", "--porcelain=v2"), repo.git("ls-files", "--stage", "-v")


def test_a_run_is_evidence_on_the_tree_of_the_commit(repo: Repo, temp: Path) -> None:
    adopted(repo, gate("tests", "git --version"))
    ran(repo)
    (line,) = lines_of(repo)
    wanted = {
        "kind": "gates", "v": 1, "commit": None, "patch_id": None, "subject": None,
        "tree": repo.head("HEAD^{tree}"), "by": "Ann <ann@example.invalid>", "gate": "tests",
        "command": "git --version", "exit": 0, "place": "in place", "base": repo.head("HEAD^"),
        "tools": {"git": repo.git("--version")},
    }  # fmt: skip
    assert {**line, **wanted} == line
    assert {*line} - {*wanted} == {"id", "at", "seconds", "finished"}
    assert left(temp) == []


def test_what_has_passed_on_a_tree_is_not_run_again(repo: Repo, tmp_path: Path) -> None:
    counter = tmp_path / "count"
    adopted(repo, gate("tests", sh(COUNT)))
    states = [
        ran(repo, *args, env={"COUNTER": str(counter)})["tests"]["state"]
        for args in ([], [], ["--again"])
    ]
    assert states == ["passed", "known", "passed"]
    assert counter.read_text() == "ran\nran\n"
    repo.commit(record("docs: say the same again"))
    assert ran(repo, "--gate", "tests", env={"COUNTER": str(counter)})["tests"]["state"] == "known"


def test_what_has_failed_is_run_again(repo: Repo) -> None:
    adopted(repo, gate("tests", sh('test -n "$MENDED"')))
    assert ran(repo, code=1)["tests"]["state"] == "failed"
    assert ran(repo, env={"MENDED": "1"})["tests"]["state"] == "passed"
    assert [line["exit"] for line in lines_of(repo)] == [1, 0]


def test_another_command_of_the_same_name_is_no_evidence(repo: Repo) -> None:
    adopted(repo, gate("tests", "true"))
    ran(repo)
    repo.commit(record("chore: ask for more"), {"CONSTITUTION.md": law(gate("tests", "true all"))})
    assert ran(repo)["tests"]["state"] == "passed"


def test_unsaved_changes_stay_and_the_commit_is_what_is_run(repo: Repo, temp: Path) -> None:
    adopted(repo, gate("tests", sh("grep -qx good a.txt && echo spoilt > a.txt && rm -r .git")))
    repo.write({"a.txt": "half done\n", "b.txt": "staged\n", "c.txt": "new\n"})
    repo.git("add", "b.txt")
    before = status(repo)
    done = repo.tool("gate", "run", code=1)
    assert "temporary checkout: the work tree has other contents (a.txt)" in done.stderr
    assert "changed a.txt" in done.stdout
    assert status(repo) == before
    assert (repo.path / "a.txt").read_text() == "half done\n"
    assert repo.git("stash", "list") == ""
    assert left(temp) == []


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_no_flag_of_the_index_hides_a_difference(repo: Repo, flag: str) -> None:
    adopted(repo, gate("tests", sh("grep -qx good a.txt")))
    repo.git("update-index", flag, "a.txt")
    repo.write({"a.txt": "evil\n"})
    assert repo.git("status", "--porcelain") == ""
    row = ran(repo)["tests"]
    assert (row["state"], row["evidence"]["place"]) == ("passed", "checkout")


@pytest.mark.slow
def test_nor_does_a_file_system_monitor_or_an_ignored_stat(repo: Repo, tmp_path: Path) -> None:
    liar = tmp_path / "monitor"
    liar.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nprintf 'token\\0'\n")
    liar.chmod(0o755)
    adopted(repo, gate("tests", sh("grep -qx good a.txt")))
    repo.git("config", "core.fsmonitor", str(liar))
    repo.git("config", "core.ignoreStat", "true")
    repo.write({"a.txt": "evil\n"})
    assert ran(repo)["tests"]["evidence"]["place"] == "checkout"
    assert not (tmp_path / "asked").exists()


def test_an_untracked_file_is_not_of_the_tree_and_an_ignored_one_is_let_be(repo: Repo) -> None:
    adopted(repo, gate("tests", sh("test ! -e helper.py")), gate("built", sh("test -e out")))
    repo.commit(record("chore: ignore what is built"), {".gitignore": "out\n"})
    repo.write({"out": "built\n"})
    assert ran(repo)["built"]["evidence"]["place"] == "in place"
    repo.write({"helper.py": "x = 1\n"})
    done = repo.tool("gate", "run", "--gate", "tests", "--again")
    assert "the work tree has untracked files (helper.py)" in done.stderr
    assert lines_of(repo)[-1]["place"] == "checkout"


def test_an_older_commit_is_run_in_a_checkout_that_is_a_repository(repo: Repo) -> None:
    older = sh(
        'test "$(git log -1 --format=%s)" = "feat(a): mend the part" && git diff --quiet HEAD'
    )
    adopted(repo, gate("tests", older))
    repo.commit(record("fix: go on"), {"a.txt": "better\n"})
    assert ran(repo, "HEAD^")["tests"]["evidence"]["place"] == "checkout"
    assert len(lines_of(repo, "HEAD^^{tree}")) == 1


@pytest.mark.slow
def test_what_a_command_does_to_its_checkout_does_not_reach_the_repository(repo: Repo) -> None:
    evil = (
        "git commit -qam x --allow-empty; git branch evil; git config core.hooksPath /x; git gc -q"
    )
    adopted(repo, gate("tests", sh(evil)))
    before = repo.git("for-each-ref"), (repo.path / ".git/config").read_text()
    ran(repo, "--checkout")
    refs = repo.git("for-each-ref", "--exclude=refs/notes", "refs/heads", "refs/tags", code=None)
    assert repo.git("for-each-ref", "refs/heads") == before[0]
    assert (repo.path / ".git/config").read_text() == before[1]
    assert "evil" not in refs


def test_a_command_sees_no_git_variables_and_has_no_input(repo: Repo) -> None:
    adopted(repo, gate("tests", sh('test -z "$(env | grep ^GIT_)" && test -z "$(cat)"')))
    env = {"GIT_DIR": str(repo.path / ".git"), "GIT_WORK_TREE": str(repo.path)}
    assert ran(repo, env=env)["tests"]["state"] == "passed"


def test_the_fast_ones_come_first_and_a_failure_stops(repo: Repo) -> None:
    slow, bad = gate("slow", sh("sleep 0.3")), gate("bad", sh("exit 3"))
    adopted(repo, slow, bad, gate("last", "true"))
    assert [*ran(repo, "--keep-going", code=1)] == ["slow", "bad", "last"]
    again = ran(repo, "--again", code=1)
    assert [(name, row["state"]) for name, row in again.items()][-1] == ("slow", "not run")
    assert again["slow"]["why"] == "a gate before it failed"
    assert again["bad"]["why"].startswith("exited 3 after 0.")


def test_a_warning_stops_nothing_and_refuses_nothing(repo: Repo) -> None:
    adopted(repo, gate("style", "false", level="warn"), gate("tests", "true"))
    rows = ran(repo)
    assert [row["state"] for row in rows.values()] == ["failed", "passed"]


@pytest.mark.slow
def test_the_same_command_twice_is_run_once(repo: Repo, tmp_path: Path) -> None:
    counter = tmp_path / "count"
    adopted(repo, gate("one", sh(COUNT)), gate("two", sh(COUNT)))
    assert [row["state"] for row in ran(repo, env={"COUNTER": str(counter)}).values()] == [
        "passed"
    ] * 2
    assert counter.read_text() == "ran\n"


def test_a_command_that_mends_files_has_not_validated_the_tree(repo: Repo) -> None:
    adopted(repo, gate("format", sh("echo neat > a.txt")), gate("tests", sh("grep -qx good a.txt")))
    rows = ran(repo, "--keep-going", code=1)
    assert rows["format"]["why"].startswith("changed a.txt; if the command did that, stage it")
    assert rows["tests"]["evidence"]["place"] == "checkout"
    assert [line["gate"] for line in lines_of(repo)] == ["tests"]


def test_a_program_that_is_not_here_says_nothing_of_the_tree(repo: Repo) -> None:
    adopted(repo, gate("tests", "no-such-program --all"))
    done = repo.tool("gate", "run", code=3)
    assert "no-such-program could not be started: No such file or directory" in done.stdout
    assert lines_of(repo) == []


def test_what_a_shell_misses_in_a_checkout_says_nothing_of_the_tree(repo: Repo) -> None:
    """Installed packages are ignored files, and a checkout has none of them."""
    adopted(repo, gate("lint", sh("tools/lint a.txt")))
    repo.write({".git/info/exclude": "tools\n", "tools/lint": "#!/bin/sh\ngrep good $1\n"})
    (repo.path / "tools/lint").chmod(0o755)
    repo.write({"scratch": "untracked\n"})
    done = repo.tool("gate", "run", code=3)
    assert "gate lint: a program that it runs is not in the checkout (exit 127)" in done.stderr
    assert lines_of(repo) == []
    assert ran(repo, "--checkout", code=1)["lint"]["state"] == "failed"
    (repo.path / "scratch").unlink()
    assert ran(repo)["lint"]["state"] == "passed"


def test_the_end_of_what_failed_is_shown_and_noted_without_secrets(repo: Repo) -> None:
    talk = 'seq -f "line %g" 99; echo "key $API_TOKEN"; exit 1'
    adopted(repo, gate("tests", sh(talk)))
    done = repo.tool("gate", "run", code=1, API_TOKEN="tok-123456789")
    assert "    line 99\n    key [secret]\n" in done.stdout
    assert "line 50\n" not in done.stdout
    (line,) = lines_of(repo)
    assert line["output"].splitlines()[-2:] == ["line 99", "key [secret]"]
    assert len(line["output"].splitlines()) == 20


def test_what_passed_leaves_no_output_in_the_note(repo: Repo) -> None:
    adopted(repo, gate("tests", "echo 214 passed"))
    ran(repo)
    assert "output" not in lines_of(repo)[0]


def until(path: Path) -> int:
    """The process id that a command has written."""
    for _ in range(200):
        if path.exists() and path.read_text().endswith("\n"):
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{path} was never written")


@pytest.mark.slow
def test_a_command_whose_time_is_up_is_ended_with_all_it_started(
    repo: Repo, tmp_path: Path, temp: Path
) -> None:
    stubborn = "trap '' TERM; (trap '' TERM; sleep 60) & echo $! > \"$PIDS\"; wait"
    adopted(repo, gate("tests", sh(stubborn), timeout=1))
    row = ran(repo, code=1, env={"PIDS": str(tmp_path / "pid")})["tests"]
    assert row["why"] == "was still running after 1 s"
    assert row["evidence"]["exit"] is None
    assert not alive(until(tmp_path / "pid"))
    assert left(temp) == []


@pytest.mark.slow
def test_what_a_command_leaves_running_is_ended(repo: Repo, tmp_path: Path) -> None:
    adopted(repo, gate("tests", sh('sleep 60 & echo $! > "$PIDS"')))
    assert ran(repo, env={"PIDS": str(tmp_path / "pid")})["tests"]["state"] == "passed"
    assert not alive(until(tmp_path / "pid"))


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_an_interrupt_leaves_nothing_behind(
    repo: Repo, tmp_path: Path, temp: Path, number: signal.Signals
) -> None:
    adopted(repo, gate("first", "true"), gate("tests", sh('sleep 60 & echo $! > "$PIDS"; wait')))
    repo.write({"untracked": "x\n"})
    process = subprocess.Popen(
        ["agentops-git", "gate", "run"], cwd=repo.path, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PIDS": str(tmp_path / "pid")},
    )  # fmt: skip
    sleeper = until(tmp_path / "pid")
    process.send_signal(number)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert said.endswith("interrupted; nothing was left half written\n")
    assert not alive(sleeper)
    assert left(temp) == []
    assert [line["gate"] for line in lines_of(repo)] == ["first"]
    assert repo.git("status", "--porcelain") == "?? untracked"


@pytest.mark.slow
def test_a_read_only_cache_in_the_checkout_is_cleared_too(repo: Repo, temp: Path) -> None:
    adopted(repo, gate("tests", sh("mkdir -p c/d && touch c/d/e && chmod -R a-w c")))
    ran(repo, "--checkout")
    assert left(temp) == []


@pytest.mark.slow
def test_a_gate_that_runs_its_own_tree_s_gates_is_told_so(repo: Repo) -> None:
    adopted(repo, gate("tests", "agentops-git gate run --again"))
    assert "so it would never end" in repo.tool("gate", "run", code=1).stdout


@pytest.mark.slow
def test_a_sparse_work_tree_is_not_the_tree(repo: Repo) -> None:
    adopted(repo, gate("tests", sh("test -e deep/b.txt")))
    repo.commit(record("feat: more"), {"deep/b.txt": "b\n"})
    repo.git("sparse-checkout", "set", "--cone", "other")
    assert not (repo.path / "deep").exists()
    assert ran(repo)["tests"]["evidence"]["place"] == "checkout"
    assert not (repo.path / "deep").exists()


@pytest.mark.slow
def test_symlinks_and_pointers_of_lfs_are_as_git_checks_them_out(repo: Repo) -> None:
    pointer = "version https://git-lfs.example/spec/v1\noid sha256:" + "0" * 64 + "\nsize 1\n"
    look = "test -L link && test ! -e link && grep -q oid big.bin && test -x run.sh"
    adopted(repo, gate("tests", sh(look)))
    (repo.path / "link").symlink_to("../outside")
    (repo.path / "run.sh").write_text("")
    (repo.path / "run.sh").chmod(0o755)
    repo.commit(record("feat: kinds"), {"big.bin": pointer, ".gitattributes": "*.bin filter=lfs\n"})
    assert ran(repo)["tests"]["evidence"]["place"] == "in place"
    assert ran(repo, "--again", "--checkout")["tests"]["state"] == "passed"


@pytest.mark.slow
def test_a_submodule_counts_with_its_own_changes(repo: Repo, tmp_path: Path) -> None:
    sub = Repo(tmp_path / "sub")
    run("git", "init", "--quiet", sub.path, cwd=tmp_path)
    sub.commit("feat: sub", {"s.txt": "s\n"})
    adopted(repo, gate("tests", "true"))
    repo.git("submodule", "--quiet", "add", str(sub.path), "sub")
    repo.commit(record("feat: add sub"))
    assert ran(repo)["tests"]["evidence"]["place"] == "in place"
    (repo.path / "sub" / "s.txt").write_text("changed\n")
    assert ran(repo, "--again")["tests"]["evidence"]["place"] == "checkout"


@pytest.mark.slow
def test_a_linked_worktree_and_objects_of_sha256(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    run("git", "init", "--quiet", "--object-format=sha256", "-b", "main", repo.path, cwd=tmp_path)
    adopted(repo, gate("tests", sh("git rev-parse HEAD && git ls-files --error-unmatch a.txt")))
    repo.git("worktree", "add", "--quiet", "-b", "topic", "../linked")
    linked = Repo(tmp_path / "linked")
    linked.commit(record("fix: there"), {"b.txt": "b\n"})
    assert ran(linked)["tests"]["evidence"]["place"] == "in place"
    assert ran(repo, "topic", "--again")["tests"]["evidence"]["place"] == "checkout"
    assert len(lines_of(repo, "topic^{tree}")) == 2


@pytest.mark.slow
def test_a_bare_repository_and_a_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    adopted(repo, gate("tests", sh("git log --oneline && test -e a.txt")))
    run("git", "clone", "--quiet", "--bare", repo.path, tmp_path / "bare.git", cwd=tmp_path)
    assert ran(Repo(tmp_path / "bare.git"))["tests"]["evidence"]["place"] == "checkout"
    shallow = tmp_path / "shallow"
    run("git", "clone", "--quiet", "--depth=1", f"file://{repo.path}", shallow, cwd=tmp_path)
    assert ran(Repo(shallow), "--checkout")["tests"]["state"] == "passed"


@pytest.mark.slow
def test_hooks_and_filters_of_the_repository(repo: Repo, tmp_path: Path) -> None:
    """No hook of the repository runs; its filters do, since they make the tree's files."""
    adopted(repo, gate("tests", sh("grep -qx GOOD a.txt")))
    repo.commit(record("chore: attributes"), {".gitattributes": "*.txt filter=loud\n"})
    repo.git("config", "filter.loud.smudge", "tr a-z A-Z")
    repo.git("config", "filter.loud.clean", "tr A-Z a-z")
    for name in ("post-checkout", "post-index-change"):
        hook = repo.path / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/hooked\n")
        hook.chmod(0o755)
    assert ran(repo, "--checkout")["tests"]["state"] == "passed"
    assert not (tmp_path / "hooked").exists()


def test_who_can_t_be_named_runs_nothing(repo: Repo, tmp_path: Path) -> None:
    adopted(repo, gate("tests", sh(f"touch {tmp_path}/ran")))
    repo.git("config", "user.useConfigOnly", "true")
    done = repo.tool("gate", "run", code=3, HOME=str(tmp_path))
    assert "say who you are: git config user.name NAME" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_conflict_that_is_staged_has_no_tree(repo: Repo) -> None:
    adopted(repo, gate("tests", "true"))
    repo.git("switch", "--quiet", "-c", "other", "HEAD^")
    repo.commit(record("feat: other"), {"a.txt": "other\n"})
    repo.git("merge", "main", code=1)
    said = repo.tool("gate", "run", "--staged", code=2).stderr
    assert said == (
        "agentops-git: what is staged makes no tree; resolve its conflicts and git add them\n"
    )


@pytest.mark.slow
def test_a_path_of_any_characters(tmp_path: Path) -> None:
    repo = Repo(tmp_path / 'a "b"\nc\\n ü')
    run("git", "init", "--quiet", "-b", "main", "--", repo.path, cwd=tmp_path)
    adopted(repo, gate("tests", sh("git log --oneline && test -e x*y")))
    repo.commit(record("feat: odd"), {"x\ny": "odd\n"})
    places = [ran(repo, *args)["tests"]["evidence"]["place"] for args in ([], ["--again"])]
    assert places == ["in place", "in place"]
    assert ran(repo, "--again", "--checkout")["tests"]["state"] == "passed"
