import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.enforcement.conftest import CORE, HOOKS, record
from tests.exchange.clones import bare
from tests.exchange.servers import Served, plain_files, smart_http, ssh
from tests.server.gitolite import gitolite

SERVERS = {"file": plain_files, "http": smart_http, "ssh": ssh, "gitolite": gitolite}


def serve(name: str, home: Path) -> Iterator[Served]:
    """One server whose processes find agentops-git on PATH."""
    with pytest.MonkeyPatch.context() as patch:
        bin_dir = Path(sys.executable).parent
        patch.setenv("PATH", f"{bin_dir}:{os.environ['PATH']}:/usr/sbin:/sbin")
        with SERVERS[name](home) as served:
            yield served


_SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in SERVERS if name != "file"]


@pytest.fixture(scope="session", params=["file", *_SLOW])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Every way to push in turn."""
    yield from serve(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """ssh alone."""
    yield from serve("ssh", tmp_path_factory.mktemp("shell"))


def hosted(served: Served, name: str) -> Repo:
    """A bare repository on a server, with ``hooks/pre-receive`` copied into its hooks."""
    if (served.base / "testing.git").is_dir():  # gitolite: it has made one, and keeps its hooks
        path = served.base / "testing.git"
        with contextlib.suppress(FileNotFoundError):
            (path / "HEAD").write_text("ref: refs/heads/main\n")
        return Repo(path)
    repo = bare(served.base / f"{name}.git")
    repo.git("config", "http.receivepack", "true")
    hook = repo.path / "hooks" / "pre-receive"
    hook.write_text((HOOKS / "pre-receive").read_text())
    hook.chmod(0o755)
    return repo


@pytest.fixture
def law() -> str:
    """A law with one gate."""
    gates = "gates:\n  - {name: unit, command: 'true'}\n"
    return CORE.replace("---\n#", f"{gates}---\n#")


def clone_at(path: Path, served: Served, server: Repo, law: str) -> Repo:
    """A repository whose main, with the law in it, is pushed."""
    run("git", "init", "--quiet", "--initial-branch=main", path, cwd=path.parent)
    clone = Repo(path)
    clone.git("remote", "add", "origin", served.address(server.path.name))
    clone.commit(record("chore: begin"), {"CONSTITUTION.md": law})
    clone.git("push", "--quiet", "origin", "main")
    return clone
