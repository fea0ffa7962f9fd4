"""Squash copies beside the commits that they were made of."""

from agentops_git.knowledge.learnings import learnings
from tests.conftest import Repo
from tests.memory.mining import dig, lesson


def evidence(repo: Repo, range_: str = "HEAD") -> dict[str, list[str]]:
    found = learnings(dig(repo, range_).mined)
    return {one.text: [piece.record.id for piece in one.evidence] for one in found}


def taught(repo: Repo) -> tuple[str, str]:
    """Two commits on topic, each with a learning of its own; main is checked out."""
    repo.commit("chore: root")
    repo.git("checkout", "-q", "-b", "topic")
    one = repo.commit(lesson("measure before you cache"), {"one": "1"})
    two = repo.commit(lesson("retry with jitter"), {"two": "2"})
    repo.git("checkout", "-q", "main")
    return one, two


BOTH = "feat: both\n\nLearning: measure before you cache\nLearning: retry with jitter\n"


def test_a_squash_that_carries_two_records_counts_once_beside_them(repo: Repo) -> None:
    one, two = taught(repo)
    squash = repo.commit(BOTH, {"one": "1", "two": "2"})
    assert evidence(repo) == {"measure before you cache": [squash], "retry with jitter": [squash]}
    repo.git("merge", "-q", "--no-edit", "topic")
    assert evidence(repo) == {"measure before you cache": [one], "retry with jitter": [two]}


def test_a_commit_that_touches_something_else_found_out_by_itself(repo: Repo) -> None:
    one, two = taught(repo)
    apart = repo.commit(BOTH, {"three": "3"})
    repo.git("merge", "-q", "--no-edit", "topic")
    assert evidence(repo) == {
        "measure before you cache": [one, apart],
        "retry with jitter": [two, apart],
    }


def test_one_text_said_again_by_a_larger_change_is_new_evidence(repo: Repo) -> None:
    first = repo.commit(lesson("retry with jitter"), {"a": "1"})
    second = repo.commit(lesson("retry with jitter"), {"a": "2"})
    third = repo.commit(BOTH, {"a": "3"})
    assert evidence(repo) == {
        "measure before you cache": [third],
        "retry with jitter": [first, second, third],
    }
