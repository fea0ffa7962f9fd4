"""Descent from a commit, however the range cuts the history."""

from agentops_git.enforcement.descent import descendants
from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from tests.conftest import Repo


def descend(repo: Repo, origin: str, *revs: str) -> list[str]:
    git = Git(str(repo.path))
    commits = {commit.id: commit for commit in read_commits(git, (), revs)}
    parents = {name: commit.parents for name, commit in commits.items()}
    found = descendants(git, parents, repo.head(origin))
    return sorted(commits[name].message.strip() for name in found)


def test_in_a_line(repo: Repo) -> None:
    for name in "abcde":
        repo.commit(name)
    assert descend(repo, "HEAD~3", "HEAD") == ["c", "d", "e"]
    assert descend(repo, "HEAD~3", "HEAD", "^HEAD~2") == ["d", "e"]
    assert descend(repo, "HEAD~1", "HEAD~2") == []


def test_a_side_branch_from_before_does_not_but_the_merge_does(repo: Repo) -> None:
    repo.commit("a")
    repo.git("branch", "side")
    repo.commit("origin")
    repo.git("tag", "origin")
    repo.commit("b")
    repo.git("switch", "--quiet", "side")
    repo.commit("s", {"s": ""})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "-m", "m", "side")
    repo.commit("c")
    assert descend(repo, "origin", "HEAD") == ["b", "c", "m"]
    assert descend(repo, "origin", "HEAD", "^origin~1") == ["b", "c", "m"]
    assert descend(repo, "origin", "HEAD", "^HEAD~2") == ["c", "m"]


def test_dates_out_of_order_change_nothing(repo: Repo) -> None:
    repo.commit("a")
    repo.commit("origin")
    repo.git("tag", "origin")
    for number, name in enumerate("bcd"):
        date = f"{1_000_000_000 - number} +0000"
        repo.commit(name, GIT_COMMITTER_DATE=date, GIT_AUTHOR_DATE=date)
    assert descend(repo, "origin", "HEAD") == ["b", "c", "d"]
