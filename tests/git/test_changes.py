"""What commits and the index change, read as raw records."""

import pytest

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.blobs import read_blobs
from agentops_git.git.changes import Change, commit_changes, staged_changes
from agentops_git.git.process import Git, GitFailed
from tests.conftest import Repo


def told(change: Change) -> list[tuple[str, str, str]]:
    """Each path with its modes before, joined, and after."""
    return [(f.path, "+".join(old.mode for old in f.before), f.after.mode) for f in change.files]


def changes(repo: Repo, *revs: str) -> list[Change]:
    ids = repo.git("rev-list", "--reverse", *revs).splitlines()
    return list(commit_changes(Git(str(repo.path)), ids))


def test_a_first_commit_an_edit_a_deletion_and_a_move(repo: Repo) -> None:
    first = repo.commit("a", {"a\nb": "1", "ü": "2"})
    (repo.path / "ü").rename(repo.path / "ö")
    second = repo.commit("b", {"a\nb": "1+"})
    repo.commit("nothing")
    one, two = changes(repo, "HEAD")
    assert (one.commit, two.commit) == (first, second)
    assert told(one) == [("a\nb", "000000", "100644"), ("ü", "000000", "100644")]
    assert told(two) == [
        ("a\nb", "100644", "100644"),
        ("ö", "000000", "100644"),
        ("ü", "100644", "000000"),
    ]
    assert [file.fresh for file in two.files] == [True, True, False]
    assert [file.added for file in two.files] == [False, True, False]
    assert [file.deleted for file in two.files] == [False, False, True]


def test_a_path_that_looks_like_a_commit_is_a_path(repo: Repo) -> None:
    first = repo.commit("a", {"a": "1"})
    repo.commit("b", {first: "2"})
    assert [told(one) for one in changes(repo, "HEAD")][1] == [(first, "000000", "100644")]


def test_a_merge_changes_what_differs_from_all_its_parents(repo: Repo) -> None:
    repo.commit("a", {"a": "1", "b": "1", "c": "1"})
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("theirs", {"a": "2"})
    repo.git("checkout", "--quiet", "main")
    repo.commit("ours", {"b": "2"})
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    (repo.path / "c").unlink()
    repo.write({"evil": "x"})
    repo.git("add", "--all")
    staged = staged_changes(Git(str(repo.path)), ("HEAD", "MERGE_HEAD"))
    expected = [("c", "100644+100644", "000000"), ("evil", "000000+000000", "100644")]
    assert told(staged) == expected
    repo.commit("Merge side")
    (merge,) = changes(repo, "-1", "HEAD")
    assert told(merge) == expected


def test_the_index_of_an_unborn_branch(repo: Repo) -> None:
    repo.write({"a": "1"})
    repo.git("add", "a")
    assert told(staged_changes(Git(str(repo.path)))) == [("a", "000000", "100644")]


def test_no_commit_is_asked_for_nothing(repo: Repo) -> None:
    assert list(commit_changes(Git(str(repo.path)), [])) == []


def test_a_parent_that_is_not_there(repo: Repo) -> None:
    repo.commit("a")
    with pytest.raises(GitFailed):
        staged_changes(Git(str(repo.path)), ("HEAD", "nonsense"))


@pytest.mark.parametrize("piece", [1, 3, 100])
def test_blobs_in_pieces(repo: Repo, piece: int) -> None:
    texts = ["", "four", "a\nb\n"]
    ids = [repo.git("hash-object", "-w", "--stdin", data=text) for text in texts]
    read = read_blobs(Git(str(repo.path)), ids, piece)
    assert [(one.size, b"".join(one.pieces).decode()) for one in read] == [
        (len(text), text) for text in texts
    ]


def test_blobs_that_nobody_reads_are_passed_over(repo: Repo) -> None:
    ids = [repo.git("hash-object", "-w", "--stdin", data=text) for text in ("one", "two")]
    assert [one.id for one in read_blobs(Git(str(repo.path)), ids)] == ids
    assert list(read_blobs(Git(str(repo.path)), [])) == []


def test_what_is_no_blob_is_a_broken_repository(repo: Repo) -> None:
    commit = repo.commit("a")
    with pytest.raises(EnvironmentFailure, match=f"the object {commit} can't be read here"):
        list(read_blobs(Git(str(repo.path)), [commit]))
