"""Approvals on their way to a server: pushed as notes, judged by its law and under its name."""

import pytest

from tests.enforcement.approving import REPOSITORY, key_of, law
from tests.enforcement.conftest import Server, record

pytestmark = pytest.mark.slow

OPS = {"ops/run": "2\n"}
NOTES = "refs/notes/agentops/approvals"


@pytest.fixture
def guarding(server: Server) -> Server:
    """A server that names two people, and a clone with a guarded commit of Ann's."""
    server.git("config", "agentops.repository", REPOSITORY)
    server.clone.commit(record("chore: begin"), {"CONSTITUTION.md": law("Ann", "Ben")})
    server.push("main")
    server.clone.git("fetch", "--quiet", "origin")
    server.clone.commit(record(), OPS)
    return server


def approve(server: Server, who: str = "Ben", *options: str) -> None:
    server.clone.tool(
        "approve", "origin/main..HEAD", "--repository", REPOSITORY, "--key", str(key_of(who)),
        *options,
    )  # fmt: skip


def test_a_guarded_change_is_refused_until_its_approval_comes_along(guarding: Server) -> None:
    assert "error G002" in guarding.push("main", code=1)
    approve(guarding)
    assert "error G002" in guarding.push("main", code=1)  # it lies in the clone
    said = guarding.push("main", NOTES)  # read by object id: no ref holds it yet
    assert "approved by Ben (key, not presence)" in said
    assert guarding.head("main") == guarding.clone.head()


@pytest.mark.slow
def test_an_approval_that_the_server_holds_already(guarding: Server) -> None:
    approve(guarding)
    guarding.push(NOTES)
    guarding.push("main")


@pytest.mark.slow
def test_a_topic_branch_only_hears_of_it(guarding: Server) -> None:
    said = guarding.push("main:topic")
    assert "1 warning on 1 of 1 new commit" in said
    assert guarding.head("topic") == guarding.clone.head()


def test_approvals_in_a_fork(guarding: Server) -> None:
    """The fork shares commits, trees and notes; its name on the server is another."""
    approve(guarding)
    guarding.git("config", "agentops.repository", "fork/app")
    said = guarding.push("main", NOTES, code=1)
    assert f"is for the repository '{REPOSITORY}'" in said


@pytest.mark.slow
def test_a_repository_cannot_name_itself(guarding: Server) -> None:
    """What the pusher or the tree says of the name counts for nothing."""
    approve(guarding)
    guarding.git("config", "--unset", "agentops.repository")
    said = guarding.push("main", NOTES, code=1)
    assert "git config agentops.repository OWNER/NAME" in said


@pytest.mark.slow
def test_an_approval_of_another_ref(guarding: Server) -> None:
    approve(guarding, "Ben", "--ref", "next")
    assert "is for the ref 'refs/heads/next'" in guarding.push("main", NOTES, code=1)


def test_a_squash_on_a_base_that_moved(guarding: Server) -> None:
    """The merge is made again in quarantine, and leaves nothing behind where it is refused."""
    approve(guarding)
    guarding.push("main:topic", NOTES)
    clone = guarding.clone
    clone.git("branch", "topic")
    clone.git("reset", "--quiet", "--hard", "origin/main")
    clone.commit(record("feat: move on"), {"c": "1\n"})
    clone.git("merge", "--quiet", "--squash", "topic")
    clone.commit(record("fix(a): mend the part (#1)"))
    clone.git("tag", "good")
    clone.commit(record("fix: add to it"), {"ops/run": "evil\n"})
    assert "error G002" in guarding.push("HEAD:main", code=1)
    assert "approved by Ben" in guarding.push("good^{}:main")


def test_why_an_approval_does_not_count_is_said_on_whatever_commit_it_lies(
    guarding: Server,
) -> None:
    """A branch of two commits is approved on its last one, and refused for its first."""
    guarding.clone.commit(record("feat: go on"), {"b": "1\n"})
    approve(guarding, "Ben", "--ref", "next")
    guarding.push("main:topic")  # so that main takes in nothing that is new to the server
    said = guarding.push("main", NOTES, code=1)
    assert "is for the ref 'refs/heads/next'" in said
    assert "1 error and 1 warning in 2 commits" in said
