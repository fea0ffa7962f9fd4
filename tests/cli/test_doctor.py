"""doctor tells what is installed and proves a refusal; each thing that is off has a command."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repo, run
from tests.install.native import native_repo


def lines(repo: Repo, code: int) -> dict[str, tuple[str, str, str | None]]:
    """Name to status, message and command."""
    said = repo.tool("doctor", "--json", code=code).stdout
    data: dict[str, Any] = json.loads(said)
    assert data["version"] == 1
    assert data["ok"] == (code == 0)
    return {row["name"]: (row["status"], row["message"], row["command"]) for row in data["checks"]}


@pytest.fixture
def native(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return native_repo(tmp_path, tmp_path_factory)


def test_all_is_well(native: Repo) -> None:
    said = native.tool("doctor").stdout
    statuses = {line.split()[0] for line in said.splitlines()}
    assert statuses == {"ok"}
    assert "ok    proof              a bare commit was refused, and a record accepted\n" in said


def test_nothing_is_installed(repo: Repo) -> None:
    found = lines(repo, code=1)
    assert found["law"][0] == found["hooks"][0] == found["proof"][0] == found["notes"][0] == "off"
    assert found["hooks"] == ("off", "git runs no hook of ours", "agentops-git init")
    assert found["law"][1] == (
        "no constitution: hooks go by preset core, and range checks only advise"
    )
    said = repo.tool("doctor", code=1).stdout
    assert "off   hooks              git runs no hook of ours\n" in said
    assert "                         agentops-git init\n" in said


def test_a_hook_that_is_not_executable(native: Repo) -> None:
    hook = native.path / ".git/hooks/commit-msg"
    hook.chmod(0o644)
    status, message, command = lines(native, code=1)["commit-msg"]
    assert (status, command) == ("off", "agentops-git init --native")
    assert message == f"{hook} is not executable, so git ignores it"
    native.tool("init", "--native")
    assert lines(native, code=0)["commit-msg"][0] == "ok"


def test_a_hook_that_somebody_replaced(native: Repo) -> None:
    hook = native.path / ".git/hooks/commit-msg"
    hook.write_text("#!/bin/sh\nexit 0\n")
    found = lines(native, code=1)
    assert "somebody else's" in found["commit-msg"][1]
    assert "a message without a record was accepted" in found["proof"][1]


def test_a_hook_that_fails_for_another_reason_proves_nothing(native: Repo) -> None:
    (native.path / ".git/hooks/commit-msg").write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    assert "the hook fails, but not because of the message" in lines(native, code=1)["proof"][1]


def test_an_interpreter_that_is_gone_is_told_from_path(native: Repo) -> None:
    hook = native.path / ".git/hooks/commit-msg"
    text = hook.read_text()
    start = text.index("python='")
    hook.write_text(f"{text[:start]}python='/gone'\n{text[text.index('package=') :]}")
    assert lines(native, code=0)["commit-msg"][0] == "ok"  # PATH serves


def test_the_proof_leaves_unstaged_work_alone(repo: Repo) -> None:
    repo.tool("init", "--local")
    repo.git("add", "--all")
    repo.git("commit", "-F", ".git/agentops/first-message")
    repo.write({"CONSTITUTION.md": (repo.path / "CONSTITUTION.md").read_text() + "unstaged\n"})
    assert lines(repo, code=0)["proof"][0] == "ok"
    assert (repo.path / "CONSTITUTION.md").read_text().endswith("unstaged\n")
    assert repo.git("stash", "list") == ""


@pytest.mark.slow
def test_a_configuration_that_git_does_not_run(repo: Repo) -> None:
    repo.tool("init", "--local")
    (repo.path / ".git/hooks/commit-msg").unlink()
    assert lines(repo, code=1)["commit-msg"] == (
        "off", "configured, but not installed in git", "pre-commit install",
    )  # fmt: skip


@pytest.mark.slow
def test_hooks_that_prek_installed_count(repo: Repo) -> None:
    repo.tool("init", "--local")
    for kind in ("pre-commit", "commit-msg", "pre-push"):
        (repo.path / ".git/hooks" / kind).unlink()
    run("prek", "install", cwd=repo.path)
    found = lines(repo, code=0)
    assert {found[kind] for kind in ("pre-commit", "commit-msg", "pre-push")} == {
        ("ok", "through pre-commit", None)
    }


def test_a_path_without_our_command_is_mended_by_the_line_it_prints(
    repo: Repo, tmp_path: Path
) -> None:
    repo.tool("init", "--local")
    for name in ("git", "sh"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    doctor = (sys.executable, "-m", "agentops_git", "doctor", "--json")
    said = run(*doctor, cwd=repo.path, code=1, PATH=str(tmp_path)).stdout
    line = next(row for row in json.loads(said)["checks"] if row["name"] == "PATH")["command"]
    found = run("sh", "-c", f"{line}; command -v agentops-git", cwd=repo.path, PATH=str(tmp_path))
    assert found.stdout.endswith("/agentops-git\n")


def test_settings_in_the_way_each_with_the_command_that_mends_it(native: Repo) -> None:
    native.git("config", "trailer.separators", "=:")
    native.git("config", "notes.rewriteMode", "overwrite")
    native.git("remote", "add", "origin", "/nowhere")
    native.git("config", "--add", "remote.origin.fetch", "+refs/notes/*:refs/notes/*")
    found = lines(native, code=0)
    for name in ("trailers", "notes", "fetch"):
        status, _, command = found[name]
        assert status == "warn"
        assert command
        run("sh", "-c", command, cwd=native.path)
    assert {"trailers", "fetch"}.isdisjoint(lines(native, code=0))


def test_hooks_elsewhere(native: Repo, tmp_path: Path) -> None:
    native.git("config", "--global", "core.hooksPath", str(tmp_path))
    found = lines(native, code=1)
    assert found["core.hooksPath"][0] == "warn"
    command = found["core.hooksPath"][2]
    assert command
    run("sh", "-c", command, cwd=native.path)
    lines(native, code=0)


def test_a_law_that_does_not_load_or_is_not_committed(native: Repo) -> None:
    native.write({"CONSTITUTION.md": "---\nagentops: 1\nextends: nonsense\n---\n"})
    assert lines(native, code=1)["law"][1].startswith("does not load: CONSTITUTION.md")
    native.git("checkout", "--quiet", "CONSTITUTION.md")
    native.git("rm", "--quiet", "--cached", "CONSTITUTION.md")
    native.git("commit", "--quiet", "--no-verify", "-m", "x")
    assert lines(native, code=0)["law"][0] == "warn"


def test_a_server(tmp_path: Path) -> None:
    run("git", "init", "--quiet", "--bare", tmp_path / "s.git", cwd=tmp_path)
    server = Repo(tmp_path / "s.git")
    assert lines(server, code=1)["pre-receive"][0] == "off"
    server.tool("init", "--native")
    assert lines(server, code=0)["pre-receive"][0] == "ok"
