"""GitPython: few operations, none of them named by an advisory, and nothing from outside."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import git as gitpython
import pytest

from agentops_git.git.workspace import Workspace
from tests.conftest import Repo

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "agentops_git" / "git" / "workspace.py"
READ_ONLY = {
    "Repo", "InvalidGitRepositoryError", "NoSuchPathError",
    "working_tree_dir", "config_reader", "remotes",
}  # fmt: skip
WITHOUT_ADVISORIES = (3, 2, 1)
"""Advisories named 3.1.60 and older when this was written; docs/security.md lists them."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_one_module_knows_it() -> None:
    who = [
        path for path in (ROOT / "agentops_git").rglob("*.py")
        if "import git" in (text := path.read_text()) or "from git" in text
        if {"git", "gitdb"} & {name.partition(".")[0] for name in imports(path)}
    ]  # fmt: skip
    assert who == [WORKSPACE]


def test_that_module_reads_and_does_no_more() -> None:
    """No clone, fetch, push, init, blame, archive, diff, index or reference, which have some."""
    tree = ast.parse(WORKSPACE.read_text())
    used = {
        node.attr for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value) in ("gitpython", "self._repo")
    }  # fmt: skip
    assert used == READ_ONLY


def test_the_oldest_version_allowed_is_newer_than_every_advisory() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    (wanted,) = (each for each in named if each.startswith("gitpython"))
    oldest = tuple(map(int, wanted.partition(">=")[2].split(".")))
    installed = tuple(map(int, gitpython.__version__.split(".")[:3]))
    assert WITHOUT_ADVISORIES <= oldest <= installed


HOSTILE = """\
[remote "--upload-pack=touch made"]
    url = ext::sh -c 'touch made'
    fetch = --exec=touch made
[remote "origin"]
    url = https://host.invalid/$HOME/${PATH}
    fetch = +refs/heads/*:refs/remotes/origin/*
[core]
    sshCommand = touch made
    fsmonitor = touch made
    hooksPath = --output=made
"""


def test_no_git_is_started_and_no_variable_put_in(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses come out as they stand: one that took $HOME in would tell it to the host."""

    def refuse(*argv: object, **_: object) -> None:
        raise AssertionError(f"GitPython started {argv}")

    config = repo.path / ".git" / "config"
    config.write_text(config.read_text() + HOSTILE)
    monkeypatch.setattr(gitpython.Git, "execute", refuse)
    here = Workspace(str(repo.path))
    assert here.top == str(repo.path)
    assert [(remote.name, remote.urls) for remote in here.remotes()] == [
        ("--upload-pack=touch made", ("ext::sh -c 'touch made'",)),
        ("origin", ("https://host.invalid/$HOME/${PATH}",)),
    ]
    assert here.values("core", "hooksPath") == ("--output=made",)
    assert here.options("remote *")
    assert not (repo.path / "made").exists()


def test_a_directory_is_no_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitPython puts variables into a path, unless it is told not to."""
    Repo(tmp_path).git("init", "--quiet", "secret")
    monkeypatch.setenv("WHERE", "secret")
    with pytest.raises(Exception, match="not a git repository"):
        Workspace(str(tmp_path / "$WHERE"))
