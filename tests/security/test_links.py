"""A tree whose links lead out of it: nothing is written there."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, record


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", ["AGENTS.md", "CLAUDE.md"])
@pytest.mark.parametrize("there", [True, False])
def test_init_writes_no_file_that_a_link_names(
    repo: Repo, elsewhere: Path, name: str, there: bool
) -> None:
    """Whoever commits AGENTS.md as a link to ~/.bashrc would have a block appended to it."""
    victim = elsewhere / "profile"
    if there:
        victim.write_text("export A=1\n")
    (repo.path / name).symlink_to(victim)
    ran = repo.tool("init", "--native", "--agents", code=2)
    assert f"{name}: a symbolic link leads out of the work tree" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert victim.exists() is there and (not there or victim.read_text() == "export A=1\n")


def test_nor_a_configuration_or_a_law_behind_one(repo: Repo, elsewhere: Path) -> None:
    (repo.path / ".pre-commit-config.yaml").symlink_to(elsewhere / "config.yaml")
    assert "leads out of the work tree" in repo.tool("init", "--local", code=2).stderr
    (repo.path / ".pre-commit-config.yaml").unlink()
    (repo.path / "CONSTITUTION.md").write_text("# Of our club\n")
    (repo.path / ".agentops").symlink_to(elsewhere)
    assert "leads out of the work tree" in repo.tool("init", "--native", code=2).stderr
    assert not [*elsewhere.iterdir()]


def test_a_link_within_the_tree_is_the_users_own(repo: Repo) -> None:
    repo.write({"docs/agents.md": "# For agents\n"})
    (repo.path / "AGENTS.md").symlink_to("docs/agents.md")
    repo.tool("init", "--native", "--agents")
    assert "agentops:begin" in (repo.path / "docs/agents.md").read_text()


@pytest.mark.parametrize("command", [["bundle", "save", "--goal", "x"], ["backlog", "--write"]])
def test_nor_is_a_bundle_or_a_backlog(repo: Repo, elsewhere: Path, command: list[str]) -> None:
    law = CORE.replace("core\n", "core\noutputs: {backlog: deep/BACKLOG.md, bundles: deep/b}\n")
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law})
    (repo.path / "deep").symlink_to(elsewhere)
    assert "behind a symbolic link" in repo.tool(*command, code=2).stderr
    assert not [*elsewhere.iterdir()]


@pytest.mark.parametrize("path", ["../out", "/tmp/out", "a/../../out", ".git/hooks"])
def test_no_law_sends_a_file_out_of_the_tree(repo: Repo, path: str) -> None:
    law = CORE.replace("core\n", f"core\noutputs: {{patterns: {path}}}\n")
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law})
    ran = repo.tool("learnings", "--write", code=2)
    assert "outputs" in ran.stderr and ran.stderr.count("\n") == 1
    assert not (repo.path.parent / "out").exists()
