"""What is kept in the git directory can be written by whoever works in it. Who believes it?"""

import json
from pathlib import Path

import pytest

from agentops_git import __version__
from agentops_git.constitution.cached import to_json
from agentops_git.constitution.presets import PRESETS
from tests.conftest import Repo
from tests.enforcement.ci.hosting import Hosted, Runner, pull_request
from tests.enforcement.conftest import CORE, Server, record

pytestmark = pytest.mark.slow


def poison(repo: Repo, git_dir: str = ".git") -> None:
    """Put a law that asks nothing in the place of the one that stands at HEAD."""
    lax = to_json(PRESETS["core"]._replace(rules=dict.fromkeys(("T001", "T002", "M001"), "off")))
    folder = repo.path / git_dir / "agentops" / "laws"
    folder.mkdir(parents=True, exist_ok=True)
    law = repo.head("main:CONSTITUTION.md")
    (folder / f"{law}-{__version__}.json").write_text(lax)


def test_a_server_has_its_own(server: Server) -> None:
    """An agent that lies to its own hooks gets past them, and no further."""
    clone = server.clone
    clone.commit(record("chore: begin"), {"CONSTITUTION.md": CORE})
    server.push("main")
    clone.commit("sneaky", {"a": "1"})
    poison(clone)
    assert "nothing to mend" in clone.tool("check", "HEAD").stdout
    assert "T001" in server.push("main", code=1)


def proposal(tmp_path: Path, repo: Repo) -> tuple[Runner, str]:
    hosted = Hosted(tmp_path, repo)
    hosted.ann.git("switch", "-q", "-c", "topic")
    head = hosted.ann.commit("sneaky")
    hosted.push("HEAD:refs/pull/7/head")
    return hosted.runner(head), head


def test_a_job_believes_nothing_that_an_earlier_one_left(tmp_path: Path, repo: Repo) -> None:
    """A runner may keep its clone; what ran in it before may have been anybody's."""
    runner, head = proposal(tmp_path, repo)
    folder = runner.path / ".git" / "agentops" / "laws"
    folder.mkdir(parents=True)
    law = runner.head("HEAD:CONSTITUTION.md")
    (folder / f"{law}-{__version__}.json").write_text("")
    (folder.parent / "origins").write_text(f"{head} {head}\n")
    assert "T001" in runner.github("pull_request", pull_request(head), code=1).said


def test_nor_what_it_left_behind_a_link(tmp_path: Path, repo: Repo) -> None:
    runner, head = proposal(tmp_path, repo)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "laws").mkdir(parents=True)
    law = runner.head("HEAD:CONSTITUTION.md")
    (elsewhere / "laws" / f"{law}-{__version__}.json").write_text("")
    (runner.path / ".git" / "agentops").symlink_to(elsewhere)
    assert "T001" in runner.github("pull_request", pull_request(head), code=1).said
    assert len([*(elsewhere / "laws").iterdir()]) == 1


NOT_OURS = {
    "null": "null",
    "half": '["',
    "deep": "[" * 100_000,
    "no law": json.dumps([__version__, {" Trailers": {}}]),
    "another type": json.dumps([__version__, {" Git": {"directory": "/"}}]),
    "a module": json.dumps([__version__, {" os": {}}]),
    "bytes": "\x00\x1b[31m",
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_what_is_no_law_is_read_anew(repo: Repo, name: str) -> None:
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": CORE})
    repo.commit("sneaky", {"a": "1"})
    poison(repo)
    (kept,) = (repo.path / ".git" / "agentops" / "laws").iterdir()
    kept.write_text(NOT_OURS[name])
    assert "T001" in repo.tool("check", "HEAD", code=1).stdout


@pytest.mark.parametrize("text", ["[" * 100_000, "[1]", "{", "\x1b[31m"])
def test_what_init_remembered_is_ours_or_is_named(repo: Repo, text: str) -> None:
    kept = repo.path / ".git" / "agentops" / "install.json"
    kept.parent.mkdir()
    kept.write_text(text)
    for command in (["uninstall"], ["init", "--native"]):
        ran = repo.tool(*command, code=2)
        assert "not the JSON that init wrote" in ran.stderr and ran.stderr.count("\n") == 1
        assert "\x1b" not in ran.stderr
