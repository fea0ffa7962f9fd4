"""A repository with native hooks and a committed law; made once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Repo, run

_made: list[Path] = []


def native_repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A copy of it in ``tmp_path``."""
    if not _made:
        path = tmp_path_factory.mktemp("native") / "repo"
        run("git", "init", "--quiet", path, cwd=path.parent)
        first = Repo(path)
        first.tool("init", "--native")
        first.git("add", "--all")
        first.git("commit", "--file=.git/agentops/first-message")
        _made.append(path)
    return Repo(Path(shutil.copytree(_made[0], tmp_path / "repo", symlinks=True)))
