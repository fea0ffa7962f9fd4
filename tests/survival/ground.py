"""The prepared repository that every operation of the survival table starts from.

The branch topic stands one commit beside main and holds three commits. Each has a ``Learning``
trailer, a note line (``agentops-git note add``) and a plain text note (``git notes add``).
"""

import atexit
import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple
from unittest import mock

from agentops_git.cli.app import run_command
from tests.conftest import EPOCH, HOME_CONFIG, Repo

LATER = EPOCH + 40 * 86_400


class Lesson(NamedTuple):
    """What one topic commit teaches, in three places."""

    file: str
    subject: str
    trailer: str
    line: str
    text: str

    @property
    def message(self) -> str:
        return (
            f"{self.subject}\n\nCallers had to wait for a slow upstream.\n\n"
            f"Intent: keep {self.file} out of the slow path\n"
            f"Context: the upstream answers in seconds under load\n"
            f"Learning: {self.trailer}\n"
        )


LESSONS = (
    Lesson(
        "cache",
        "feat(cache): keep answers for an hour",
        "a cache without an upper bound is a leak",
        "measure the hit rate before the cache is made larger",
        "expiry by wall clock breaks when a laptop sleeps",
    ),
    Lesson(
        "retry",
        "feat(retry): try again three times",
        "retry only what is safe to run twice",
        "a retry without jitter keeps an outage alive",
        "log the first failure, not only the last one",
    ),
    Lesson(
        "limit",
        "feat(limit): refuse more than ten at once",
        "shed load at the edge, where it is cheapest",
        "a queue without a bound hides an overload",
        "tell refused callers when to come back",
    ),
)
TRAILERS = tuple(one.trailer for one in LESSONS)
NOTES = tuple(note for one in LESSONS for note in (one.line, one.text))


Setup = Literal["native", "pre-commit", "none"]
"""How our hooks run; with ``none`` our settings and jobs are absent as well."""


class Topic(Repo):
    """A copy of the prepared repository, on the branch topic."""

    def __init__(self, path: Path, setup: Setup) -> None:
        super().__init__(path)
        self.setup = setup
        self.clock = LATER

    @property
    def ours(self) -> bool:
        """Whether our hooks, settings and jobs are there."""
        return self.setup != "none"

    def tool_here(self, *args: str) -> str:
        """Run agentops-git in this process (a start of Python for each would be half the time)."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command(["-C", str(self.path), *args])
        assert code == 0, f"agentops-git {args} exited {code}\n{out.getvalue()}{err.getvalue()}"
        return out.getvalue()

    def at(self, *branch: str) -> "Topic":
        """This repository with another branch checked out."""
        self.git("checkout", "--quiet", *branch)
        return self

    def stage(self, name: str, text: str) -> None:
        self.write({name: text})
        self.git("add", "--", name)


@contextlib.contextmanager
def hermetic(home: Path) -> Iterator[None]:
    """The environment of every measurement, in tests and when the table is written."""
    home.mkdir(parents=True, exist_ok=True)
    (home / ".gitconfig").write_text(HOME_CONFIG)
    clock = f"{LATER} +0000"
    env = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_EDITOR": "false",
        "GIT_AUTHOR_DATE": clock,
        "GIT_COMMITTER_DATE": clock,
        "FILTER_BRANCH_SQUELCH_WARNING": "1",
        "NO_COLOR": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    with mock.patch.dict(os.environ, env, clear=True):
        yield


@contextlib.contextmanager
def prepared(setup: Setup, prefix: str = "") -> Iterator[Topic]:
    """A fresh copy of the prepared repository, inside the hermetic environment.

    ``prefix`` stands before the first topic commit's subject as the subject of the others:
    ``"fixup! "`` makes them fixups of it.
    """
    with tempfile.TemporaryDirectory(prefix="survival-") as name:
        home = Path(name) / "home"
        with hermetic(home):
            path = Path(name) / "work"
            shutil.copytree(_template(setup, prefix), path, symlinks=True)
            yield Topic(path, setup)


@cache
def _template(setup: Setup, prefix: str) -> Path:
    root = Path(tempfile.mkdtemp(prefix="survival-template-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    repo = Topic(root / "work", setup)
    repo.path.mkdir()
    _build(repo, prefix)
    if setup == "none":
        _take_out(repo)
    return repo.path


def _build(repo: Topic, prefix: str) -> None:
    repo.git("init", "--quiet", "--template=", "--initial-branch=main")
    way = "--local" if repo.setup == "pre-commit" else "--native"
    repo.tool_here("init", way, "--preset", "agents")
    repo.clock = EPOCH
    repo.commit("docs: say what this is\n\nIntent: a place to begin\n", {"README": "demo\n"})
    repo.git("branch", "topic")
    repo.commit("docs: say how to run it\n\nIntent: help newcomers\n", {"RUN": "sh run\n"})
    repo.git("checkout", "--quiet", "topic")
    for lesson in LESSONS:
        _teach(repo, lesson, prefix if lesson is not LESSONS[0] else "")
    repo.git("tag", "first", "topic~2")
    repo.git("tag", "old-tip", "topic")


def _teach(repo: Topic, lesson: Lesson, prefix: str) -> None:
    subject = f"{prefix}{LESSONS[0].subject}" if prefix else lesson.subject
    message = lesson.message.replace(lesson.subject, subject, 1)
    repo.commit(message, {f"src/{lesson.file}.txt": f"{lesson.file}\n"})
    repo.tool_here("note", "add", "HEAD", "--learning", lesson.line)
    repo.git("notes", "add", "-m", f"Learning: {lesson.text}")


def _take_out(repo: Topic) -> None:
    """Leave nothing of ours that acts: neither a hook nor a setting."""
    shutil.rmtree(repo.path / ".git" / "hooks")
    repo.git("config", "--remove-section", "notes")
