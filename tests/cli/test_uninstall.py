"""uninstall takes out what init put in, byte for byte, and names what it leaves."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.install.snapshot import snapshot

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("way", ["--native", "--local"])
def test_init_and_uninstall_leave_no_trace(repo: Repo, way: str) -> None:
    repo.write({"AGENTS.md": "# Ours\n", ".pre-commit-config.yaml": "# none\nrepos: []  # yet\n"})
    repo.git("config", "notes.rewriteRef", "refs/notes/mine")
    before = snapshot(repo.path)
    repo.tool("init", way, "--agents")
    assert snapshot(repo.path) != before
    repo.tool("uninstall")
    assert snapshot(repo.path) == before
    assert not (repo.path / ".git/agentops/install.json").exists()
    assert repo.tool("uninstall").stdout == (
        "Nothing to do: init put nothing in that is still here.\n"
    )


def test_foreign_hooks_come_back_with_their_bytes_and_modes(repo: Repo, tmp_path: Path) -> None:
    hooks = repo.path / ".git" / "hooks"
    (tmp_path / "script").write_text("#!/bin/sh\n")
    (hooks / "commit-msg").write_bytes(b"#!/bin/sh\n# \xff theirs\nexit 0")
    (hooks / "commit-msg").chmod(0o751)
    (hooks / "pre-push").write_text("not executable")
    (hooks / "post-commit").symlink_to(tmp_path / "script")
    (hooks / "pre-commit").symlink_to("../nowhere")
    before = snapshot(repo.path)
    repo.tool("init", "--native")
    said = repo.tool("uninstall").stdout
    assert f"  put back the hook that stood at {hooks}/commit-msg\n" in said
    assert snapshot(repo.path) == before


@pytest.mark.slow
def test_scripts_that_pre_commit_moved_aside_go_too(repo: Repo) -> None:
    before = snapshot(repo.path)
    (repo.path / ".git/hooks/commit-msg").write_text("#!/bin/sh\n# theirs\n")
    repo.tool("init", "--native")
    repo.write({".pre-commit-config.yaml": "repos: []\n"})
    run("pre-commit", "install", "-t", "commit-msg", "-t", "pre-push", cwd=repo.path)
    assert "remove" in repo.tool("uninstall").stdout
    run("pre-commit", "uninstall", "-t", "commit-msg", "-t", "pre-push", cwd=repo.path)
    (repo.path / ".pre-commit-config.yaml").unlink()
    hook = repo.path / ".git/hooks/commit-msg"
    assert hook.read_text() == "#!/bin/sh\n# theirs\n"
    hook.unlink()
    assert snapshot(repo.path) == before


def test_dry_run_only_says(repo: Repo) -> None:
    repo.tool("init", "--native")
    before = snapshot(repo.path)
    said = repo.tool("uninstall", "--dry-run").stdout
    assert said.startswith("This would be done:\n  remove ")
    assert snapshot(repo.path) == before


def test_what_people_changed_stays_and_is_named(repo: Repo) -> None:
    repo.tool("init", "--native")
    hook = repo.path / ".git/hooks/commit-msg"
    hook.write_text(hook.read_text() + "# mine\n")
    repo.write({"CONSTITUTION.md": "---\nagentops: 1\n---\nmine\n"})
    said = repo.tool("uninstall").stdout
    assert f"Left: {hook} was edited since init wrote it; remove it by hand\n" in said
    assert "Left: CONSTITUTION.md stays, since it was edited" in said
    assert hook.exists()


def test_a_law_in_the_history_stays(repo: Repo) -> None:
    repo.tool("init", "--native")
    repo.git("add", "--all")
    repo.git("commit", "-F", ".git/agentops/first-message")
    said = repo.tool("uninstall").stdout
    assert (
        "Left: CONSTITUTION.md stays, since it is tracked by git; "
        "to drop the law run: git rm CONSTITUTION.md\n" in said
    )
    assert repo.git("status", "--porcelain") == ""


@pytest.mark.slow
def test_a_configuration_that_was_edited_since_stays(repo: Repo) -> None:
    repo.tool("init", "--local")
    path = repo.path / ".pre-commit-config.yaml"
    path.write_text(path.read_text() + "# mine\n")
    assert "Left: .pre-commit-config.yaml was edited since" in repo.tool("uninstall").stdout
    assert path.exists()


def test_text_beside_the_block_for_agents_is_kept(repo: Repo) -> None:
    repo.tool("init", "--native", "--agents")
    path = repo.path / "AGENTS.md"
    path.write_text(f"# Before\n\n{path.read_text()}\n# After\n")
    repo.tool("uninstall")
    assert path.read_text() == "# Before\n\n# After\n"


def test_in_a_copy_of_the_repository_the_original_is_left_alone(repo: Repo, tmp_path: Path) -> None:
    repo.tool("init", "--native", "--agents")
    before = snapshot(repo.path)
    copy = Repo(Path(shutil.copytree(repo.path, tmp_path / "copy", symlinks=True)))
    copy.tool("uninstall")
    assert snapshot(repo.path) == before
    assert not (copy.path / ".git/hooks/commit-msg").exists()
    assert not (copy.path / "AGENTS.md").exists()


def test_a_broken_ledger_is_one_line(repo: Repo) -> None:
    repo.write({".git/agentops/install.json": "{"})
    said = repo.tool("uninstall", code=2).stderr
    assert said.count("\n") == 1
    assert "not the JSON that init wrote" in said
