"""Hermetic ground for every test: no user's configuration, a fixed clock, no editor, real git."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.zygote import forked, serves

EPOCH = 1_700_000_000
HOME_CONFIG = """\
[init]
    defaultBranch = main
[user]
    name = Ann
    email = ann@example.invalid
[maintenance]
    auto = false
[core]
    fsync = none
[protocol "file"]
    allow = always
[advice]
    detachedHead = false
"""


@pytest.fixture(autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's configuration is seen; an unexpected editor fails the test."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(HOME_CONFIG)
    for name in [*os.environ]:
        if name.startswith(
            ("GIT_", "PRE_COMMIT", "AGENTOPS", "CLAUDE", "CI", "GITHUB_", "GITLAB_")
        ):
            monkeypatch.delenv(name)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # installed tools have theirs
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_EDITOR", "false")
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"{EPOCH} +0000")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{EPOCH} +0000")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")
    bin_dir = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", f"{bin_dir}:{os.environ['PATH']}")


class Ran(subprocess.CompletedProcess[str]):
    """A finished command; ``said`` is what it printed, both streams."""

    @property
    def said(self) -> str:
        return self.stdout + self.stderr


def run(
    *argv: str | Path,
    cwd: Path,
    code: int | None = 0,
    data: str | None = None,
    env: Mapping[str, str] | None = None,
    **variables: str,
) -> Ran:
    """Run a command and hold its exit code to ``code`` (None: whatever it is)."""
    done = subprocess.run(
        [str(arg) for arg in argv],
        cwd=cwd,
        input=data,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={**os.environ, **(env or {}), **variables},
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL if data is None else None,
    )
    assert code is None or done.returncode == code, (
        f"{argv} exited {done.returncode}, not {code}\n{done.stdout}\n{done.stderr}"
    )
    return Ran(done.args, done.returncode, done.stdout, done.stderr)


class Repo:
    """A real repository in a temporary directory, driven as a user drives it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = EPOCH

    def git(
        self,
        *args: str,
        code: int | None = 0,
        data: str | None = None,
        env: Mapping[str, str] | None = None,
        **variables: str,
    ) -> str:
        """Run git and return its standard output without the final newline."""
        done = self.run_git(*args, code=code, data=data, env=env, **variables)
        return done.stdout.rstrip("\n")

    def run_git(
        self,
        *args: str,
        code: int | None = 0,
        data: str | None = None,
        env: Mapping[str, str] | None = None,
        **variables: str,
    ) -> Ran:
        return run("git", *args, cwd=self.path, code=code, data=data, env=env, **variables)

    def tool(
        self,
        *args: str,
        code: int | None = 0,
        data: str | None = None,
        env: Mapping[str, str] | None = None,
        **variables: str,
    ) -> Ran:
        """Run agentops-git here."""
        argv = ["agentops-git", *args]
        whole = {**os.environ, **(env or {}), **variables}
        if not serves(whole):
            return run(*argv, cwd=self.path, code=code, data=data, env=env, **variables)
        done = Ran(argv, *forked(argv, self.path, data, whole))
        assert code is None or done.returncode == code, (
            f"{argv} exited {done.returncode}, not {code}\n{done.said}"
        )
        return done

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def commit(self, message: str, files: dict[str, str] | None = None, **env: str) -> str:
        """Commit a message as it is, past every hook, an hour after the last; the new id."""
        self.clock += 3600
        date = f"{self.clock} +0000"
        self.write(files or {})
        self.git("add", "--all")
        self.git(
            "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--allow-empty",
            "--cleanup=verbatim", "--file=-", data=message,
            env={"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, **env},
        )  # fmt: skip
        return self.head()

    def head(self, rev: str = "HEAD") -> str:
        return self.git("rev-parse", rev)

    def message(self, rev: str = "HEAD") -> str:
        return self.git("log", "-1", "--format=%B", rev)

    def trailers(self, rev: str = "HEAD") -> list[str]:
        """What git's own parser sees."""
        return self.git("log", "-1", "--format=%(trailers:only,unfold)", rev).splitlines()


@pytest.fixture
def repo(tmp_path: Path) -> Iterator[Repo]:
    """An empty repository with the branch main."""
    path = tmp_path / "repo"
    run("git", "init", "--quiet", "--initial-branch=main", path, cwd=tmp_path)
    yield Repo(path)
