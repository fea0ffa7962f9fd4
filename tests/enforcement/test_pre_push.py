"""pre-push: what is about to leave is judged as the receiver would judge it."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, HOOKS, Server, record

LAW = {"CONSTITUTION.md": CORE}


@pytest.fixture
def pushing(server: Server) -> Repo:
    """A clone with our pre-push, and a server without hooks that holds the law on main."""
    (Path(server.path) / "hooks" / "pre-receive").unlink()
    server.clone.commit(record("chore: begin"), LAW)
    server.push("main")
    hook = server.clone.path / ".git" / "hooks" / "pre-push"
    hook.write_text((HOOKS / "pre-push").read_text())
    hook.chmod(0o755)
    return server.clone


def push(repo: Repo, *args: str, code: int = 0) -> str:
    return repo.run_git("push", *args, code=code).stderr


def test_a_lawless_commit_stays(pushing: Repo) -> None:
    pushing.commit("sneaky")
    assert "error T001" in push(pushing, "origin", "main", code=1)


def test_a_revision_with_spaces(pushing: Repo) -> None:
    pushing.commit("fix the thing")
    said = push(pushing, "origin", "HEAD^{/fix the thing}:refs/heads/topic", code=1)
    assert "error T001" in said
    assert "bug" not in said


def test_an_address_is_a_remote_like_any_other(pushing: Repo) -> None:
    address = pushing.git("remote", "get-url", "origin")
    pushing.commit("sneaky")
    assert "error T001" in push(pushing, address, "main:topic", code=1)


def test_so_is_a_remote_that_was_never_fetched(pushing: Repo) -> None:
    pushing.git("remote", "add", "other", pushing.git("remote", "get-url", "origin"))
    pushing.commit(record())
    assert push(pushing, "other", "main:fine").count("T001") == 0
    pushing.commit("sneaky")
    assert "error T001" in push(pushing, "other", "main:topic", code=1)


def test_several_branches_at_once(pushing: Repo) -> None:
    pushing.git("switch", "--quiet", "-c", "good")
    pushing.commit(record())
    pushing.git("switch", "--quiet", "-c", "bad", "main")
    pushing.commit("sneaky")
    said = push(pushing, "origin", "good", "bad", code=1)
    assert "3 errors and 1 warning in 2 commits" in said


def test_deleting_a_branch_is_not_judged(pushing: Repo) -> None:
    push(pushing, "origin", "main:gone")
    assert "[deleted]" in push(pushing, "origin", ":gone")
