"""Many writers at once, and writers that are killed: every line that was reported is there."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence

import pytest

from agentops_git.notes.line import parse_body
from tests.conftest import Repo
from tests.notes.noting import bodies

WRITER = """
import sys
from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import make_line
from agentops_git.notes.write import Who, add_lines

git, name = Git("."), sys.argv[1]
facts = facts_of(git, "HEAD")
for number in range(int(sys.argv[2])):
    fields = {"learning": f"{name} {number}"}
    line = make_line("learnings", "2023-11-14T22:13:20Z", "Ann", facts, fields)
    assert add_lines(git, "learnings", {facts.object: [line]}, Who("Ann", "a@b", 1), "race") == 1
"""


def start(repo: Repo, *argv: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        argv, cwd=repo.path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def learned(repo: Repo) -> set[str]:
    body = parse_body("".join(bodies(repo).values()))
    assert body.strange == ()
    return {str(line.fields.get("learning")) for line in body.lines}


@pytest.mark.parametrize(
    ("writers", "each"), [(6, 5), pytest.param(20, 50, marks=pytest.mark.soak)]
)
def test_no_line_of_many_writers_is_lost(repo: Repo, writers: int, each: int) -> None:
    """They all begin where there is no ref yet, on one commit, which is the hardest case."""
    repo.commit("fix: a thing")
    python = ("python", "-c", WRITER)
    running = [start(repo, *python, f"writer {number}", str(each)) for number in range(writers)]
    for writer in running:
        _, err = writer.communicate()
        assert (writer.returncode, err) == (0, "")
    wanted = {f"writer {number} {n}" for number in range(writers) for n in range(each)}
    assert learned(repo) == wanted
    assert repo.git("fsck", "--strict", "--no-dangling") == ""


def killed(repo: Repo, argv: Sequence[str], after: float) -> bool:
    """Run a command and kill its whole process group; whether it had said that it was done."""
    running = start(repo, *argv)
    time.sleep(after)
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    out, _ = running.communicate()
    return out.endswith("\n")


def age_locks(repo: Repo) -> None:
    """A killed git leaves its lock. A minute passes: the next write removes it, and says so."""
    for lock in (repo.path / ".git/refs/notes").rglob("*.lock"):
        os.utime(lock, (0, 0))
        said = repo.tool("note", "add", "--learning", "met a lock of a crash").stderr
        assert f"removed {lock}: a process that was killed had left it" in said


@pytest.mark.parametrize("times", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_a_kill_at_any_point_loses_no_line_that_was_reported(repo: Repo, times: int) -> None:
    repo.commit("fix: a thing")
    began = time.monotonic()
    repo.tool("note", "add", "--learning", "there from the beginning")
    whole = time.monotonic() - began
    chance = random.Random(times)
    reported = {"there from the beginning"}
    for number in range(times):
        text = f"lesson that has number {number}"
        after = chance.uniform(0, 1.2) * whole
        if killed(repo, ("agentops-git", "note", "add", "--learning", text), after):
            reported.add(text)
        age_locks(repo)
        assert reported <= learned(repo)
        assert repo.git("fsck", "--connectivity-only", "--no-dangling") == ""
    assert repo.tool("note", "add", "--learning", "there at the end").returncode == 0
    assert reported | {"there at the end"} <= learned(repo)
    assert repo.git("fsck", "--strict", "--no-dangling") == ""


@pytest.mark.slow
@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.soak)])
def test_a_kill_of_a_redaction_leaves_the_line_or_the_tombstone(repo: Repo, times: int) -> None:
    repo.commit("fix: a thing")
    chance = random.Random(times)
    for number in range(times):
        text = f"secret that has number {number}"
        said = repo.tool("note", "add", "--learning", text).stdout
        oid = said.split()[0]
        told = killed(repo, ("agentops-git", "note", "redact", oid), chance.uniform(0, 0.4))
        age_locks(repo)
        assert not (told and text in learned(repo))
        repo.tool("note", "redact", oid)
        assert text not in learned(repo)
        assert repo.git("fsck", "--connectivity-only", "--no-dangling") == ""
