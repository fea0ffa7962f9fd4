"""git am runs no commit-msg: what it commits is looked at by post-applypatch."""

from tests.conftest import Repo

RECORD = """\
fix(a): mend the part

Intent: mend the part for good
Context: the part broke in the night
Learning: a part wants a guard before it is used
"""


def patch_of(repo: Repo, message: str) -> None:
    """A patch with this message, for a main that holds the law and not the change."""
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    repo.git("commit", "--quiet", "-F", ".git/agentops/first-message")
    repo.commit(message, {"f": "x"})
    repo.git("format-patch", "--quiet", "-1", "-o", ".git/p")
    repo.git("reset", "--quiet", "--hard", "HEAD~1")


def test_a_patch_without_a_record_is_named(repo: Repo) -> None:
    patch_of(repo, "sneaky\n")
    said = repo.run_git("am", "--quiet", ".git/p/0001-sneaky.patch").stderr
    commit = repo.head()[:10]
    assert said.startswith(f"agentops: {commit} (sneaky) is against the law")
    assert said.endswith(f"git rebase --interactive {commit}^ (and mark it reword)\n")


def test_a_patch_with_one_is_not(repo: Repo) -> None:
    patch_of(repo, RECORD)
    assert repo.run_git("am", "--quiet", ".git/p/0001-fix-a-mend-the-part.patch").stderr == ""


def test_a_rebase_that_applies_patches_is_left_alone(repo: Repo) -> None:
    patch_of(repo, RECORD)
    repo.git("switch", "--quiet", "-c", "topic")
    repo.commit("sneaky", {"g": "x"})
    repo.git("switch", "--quiet", "main")
    repo.commit(RECORD, {"h": "x"})
    assert repo.run_git("rebase", "--quiet", "--apply", "main", "topic").stderr == ""
