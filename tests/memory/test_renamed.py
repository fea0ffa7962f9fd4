"""Reverts of a branch that was rebased: they name ids that its commits had before."""

import pytest

from tests.conftest import Repo
from tests.memory.mining import dig, lesson


def rebase(repo: Repo) -> None:
    """Rebase what stands on the first commit."""
    topic, root = repo.head(), repo.git("rev-list", "--max-parents=0", "HEAD")
    repo.git("checkout", "-q", root)
    onto = repo.commit("chore: on", {"m": "2"})
    repo.git("rebase", "-q", "--onto", onto, root, topic)
    assert repo.head() != topic


def undo(repo: Repo, rev: str) -> str:
    repo.git("revert", "--no-edit", rev)
    return repo.head()


@pytest.fixture
def branch(repo: Repo) -> str:
    """A commit with a learning, on a root of its own."""
    repo.commit("chore: root", {"m": "1"})
    return repo.commit(lesson("this one was wrong"), {"a": "1"})


def test_a_learning_that_was_reverted_before_the_rebase_stays_so(repo: Repo, branch: str) -> None:
    undo(repo, branch)
    rebase(repo)
    assert dig(repo).learned == []


def test_reverts_of_reverts_are_followed_by_what_they_are_called(repo: Repo, branch: str) -> None:
    redone = undo(repo, undo(repo, branch))
    rebase(repo)
    assert dig(repo).learned == ["this one was wrong"]
    undo(repo, "HEAD")
    assert dig(repo).learned == [] and redone != repo.head()
    rebase(repo)
    assert dig(repo).learned == []


@pytest.mark.parametrize("subject", ["revert: {}", "revert(a)!: {}", 'Revert: "{}"'])
def test_subjects_of_conventional_commits_name_it_too(
    repo: Repo, branch: str, subject: str
) -> None:
    repo.git("revert", "--no-commit", branch)
    undone = f"This reverts commit {branch}."
    repo.git("commit", "-q", "-m", subject.format("fix(a): mend it"), "-m", undone)
    rebase(repo)
    assert dig(repo).learned == []


def test_of_several_the_last_one_before_the_revert_is_meant(repo: Repo, branch: str) -> None:
    second = repo.commit(lesson("wrong again"), {"a": "2"})
    date = f"{repo.clock + 1} +0000"
    repo.git("revert", "--no-edit", second, env={"GIT_AUTHOR_DATE": date})
    repo.commit(lesson("right at last"), {"a": "3"})
    rebase(repo)
    assert dig(repo).learned == ["this one was wrong", "right at last"]


def test_another_commit_of_that_subject_is_not_meant(repo: Repo, branch: str) -> None:
    repo.commit(lesson("elsewhere"), {"b": "1"})
    undo(repo, branch)
    repo.git("rebase", "-q", "--onto", f"{branch}~", branch)  # without the commit itself
    assert dig(repo).learned == ["elsewhere"]


def test_a_revert_of_a_commit_that_is_here_undoes_no_namesake(repo: Repo) -> None:
    repo.commit(lesson("a namesake"), {"a": "1"})
    plain = repo.commit("fix(a): mend it", {"a": "2"})
    undo(repo, plain)
    assert dig(repo).learned == ["a namesake"]


def test_an_improvement_is_open_again_once_its_completion_was_reverted(repo: Repo) -> None:
    repo.commit("chore: root", {"m": "1"})
    repo.commit("docs: plan\n\nIntent: plan\nImprovement: index it (impact 5, effort 2)\n")
    item = repo.tool("backlog", "--json").stdout.partition('"id": "')[2][:16]
    done = repo.commit(f"feat: index\n\nIntent: do it\nResolves: {item}\n", {"i": "1"})
    assert '"status": "done"' in repo.tool("backlog", "--json").stdout
    undo(repo, done)
    rebase(repo)
    assert '"status": "open"' in repo.tool("backlog", "--json").stdout
