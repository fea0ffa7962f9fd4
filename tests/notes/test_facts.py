"""What a line stores of its commit is true of it in every clone."""

from pathlib import Path

import pytest

from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of, facts_of_many
from tests.conftest import Repo, run


@pytest.fixture
def shallow(repo: Repo, tmp_path: Path) -> Git:
    """A clone that ends at the second of two commits."""
    repo.commit("feat: begin", {"a": "1\n"})
    repo.commit("fix: a thing", {"b": "2\n"})
    run("git", "clone", "-q", "--depth=1", f"file://{repo.path}", "shallow", cwd=tmp_path)
    return Git(str(tmp_path / "shallow"))


def test_where_a_shallow_clone_ends_no_patch_id_can_be_told(repo: Repo, shallow: Git) -> None:
    """git shows such a commit as if it had made all of its files."""
    whole = facts_of(Git(str(repo.path)), "HEAD")
    assert whole.patch_id
    assert facts_of(shallow, "HEAD") == whole._replace(patch_id=None)
    assert facts_of_many(shallow, [whole.object]) == {whole.object: whole._replace(patch_id=None)}


def test_a_first_commit_has_one(repo: Repo) -> None:
    oid = repo.commit("feat: begin", {"a": "1\n"})
    git = Git(str(repo.path))
    first = facts_of(git, oid)
    assert first.patch_id
    two = repo.commit("fix: a thing", {"b": "2\n"})
    assert facts_of_many(git, [oid, two]) == {oid: first, two: facts_of(git, two)}
