"""The CI jobs that write the files, run as a CI runs them, against a repository on this disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Repo, run
from tests.memory.mining import lesson

pytestmark = pytest.mark.slow

TEMPLATES = Path(__file__).parents[2] / "templates"
SUBJECT = "docs(patterns): write what history taught"
PATTERN = "patterns/write-down-why-a-limit-is-where-it-is.md"
INPUTS = {
    "paths": "patterns BACKLOG.md",
    "token_variable": "AGENTOPS_PUSH_TOKEN",
    "agentops_git": "",
    "image": "",
    "stage": "",
}


def github(origin: Path, branch: str) -> tuple[str, dict[str, str]]:
    """The script of the step that writes, and its environment."""
    job: Any = yaml.safe_load((TEMPLATES / "github/patterns.yml").read_text())
    step = job["jobs"]["write"]["steps"][-1]
    return step["run"], {**step["env"], "BRANCH": branch}


def gitlab(origin: Path, branch: str) -> tuple[str, dict[str, str]]:
    """The script of the job, and what the runner sets; inputs at their defaults."""
    text = (TEMPLATES / "patterns.yml").read_text()
    for name, value in INPUTS.items():
        text = text.replace(f"$[[ inputs.{name} ]]", value or '""')
    _, jobs = yaml.safe_load_all(text)
    job: Any = jobs["agentops-patterns"]
    known = {"CI_DEFAULT_BRANCH": branch, "CI_PROJECT_URL": str(origin).removesuffix(".git")}
    stated = {name: str(value) for name, value in job["variables"].items()}
    return job["script"][0], {**stated, **known}


Job = Callable[[Path, str], tuple[str, dict[str, str]]]


@pytest.fixture
def origin(repo: Repo, tmp_path: Path) -> Path:
    """A bare repository with a lawful history that teaches one lesson three times."""
    law = "---\nagentops: 1\nextends: seed\n---\n"
    body = "Context: somebody raised it\nSolution: say why\nImpact: fewer questions\n"
    for number in range(3):
        text = lesson("Write down why a limit is where it is", f"fix(api): limit {number}", body)
        repo.commit(text, {f"api/{number}.py": "x", "CONSTITUTION.md": law})
    path = tmp_path / "hosted.git"
    run("git", "clone", "-q", "--bare", repo.path, path, cwd=tmp_path)
    run("git", "config", "receive.advertisePushOptions", "true", cwd=path)
    return path


def work(job: Job, origin: Path, into: Path) -> str:
    """Clone and run the job as a runner does; what it printed."""
    run("git", "clone", "-q", origin, into, cwd=origin.parent)
    run("git", "checkout", "-q", "--detach", cwd=into)
    (into / "build").mkdir()
    (into / "build" / "left-by-pip").write_text("x")
    script, variables = job(origin, "main")
    run("git", "switch", "-q", "main", cwd=into)
    return run("bash", "-e", "-c", script, cwd=into, env=variables).said


@pytest.mark.parametrize("job", [github, gitlab])
def test_a_job_writes_commits_and_pushes_and_then_rests(
    origin: Path, tmp_path: Path, job: Job
) -> None:
    work(job, origin, tmp_path / "first")
    hosted = Repo(origin)
    assert hosted.git("log", "-1", "--format=%s", "main") == SUBJECT
    assert hosted.git("show", "--name-only", "--format=", "main").splitlines() == [
        "BACKLOG.md", "patterns/README.md", PATTERN,
    ]  # fmt: skip
    judged = Repo(tmp_path / "first").tool("check", "HEAD~1..HEAD", "--law", "HEAD~1")
    assert "T001" not in judged.said
    tip = hosted.head("main")
    assert "nothing changed" in work(job, origin, tmp_path / "second")
    assert hosted.head("main") == tip


@pytest.mark.slow
@pytest.mark.parametrize("job", [github, gitlab])
def test_a_job_brings_the_notes_first(origin: Path, tmp_path: Path, job: Job) -> None:
    run("git", "clone", "-q", origin, tmp_path / "ann", cwd=tmp_path)
    ann = Repo(tmp_path / "ann")
    ann.tool("note", "add", "HEAD", "--improvement", "print the limits (impact 9, effort 1)")
    ann.tool("sync")
    work(job, origin, tmp_path / "runner")
    assert "print the limits" in Repo(origin).git("show", "main:BACKLOG.md")


@pytest.mark.slow
def test_a_branch_that_moves_on_meanwhile_is_no_failure(origin: Path, tmp_path: Path) -> None:
    """The first push is refused, since somebody pushed between reading and pushing."""
    other = tmp_path / "other"
    run("git", "clone", "-q", origin, other, cwd=tmp_path)
    Repo(other).commit("docs: more\n\nIntent: say more\n", {"doc.md": "x"})
    run("git", "push", "-q", "origin", "HEAD:refs/heads/waiting", cwd=other)
    hook = origin / "hooks" / "pre-receive"
    hook.write_text(
        "#!/bin/sh\n[ -e moved ] && exit 0\ntouch moved\n"
        "unset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/main refs/heads/waiting\n"
    )
    hook.chmod(0o755)
    said = work(github, origin, tmp_path / "runner")
    assert "the branch moved on; trying again" in said
    log = Repo(origin).git("log", "--format=%s", "main").splitlines()
    assert log[:2] == [SUBJECT, "docs: more"]
