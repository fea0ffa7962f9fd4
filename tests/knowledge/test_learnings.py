"""Learnings, groups and stages out of real history."""

import pytest

from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import Learning, learnings
from agentops_git.knowledge.library import patterns
from agentops_git.message.ids import learning_id
from tests.conftest import Repo
from tests.memory.mining import dig, lesson

USABLE = "validate that a value is usable, not only that it is present"
NEAR = "Validate a value is usable, not only present"


def learned(repo: Repo, range_: str = "HEAD") -> tuple[Learning, ...]:
    return learnings(dig(repo, range_).mined)


def grouped(repo: Repo) -> list[Cluster]:
    return list(patterns(dig(repo).mined).values())


def test_equal_texts_are_one_learning_with_more_evidence(repo: Repo) -> None:
    first = repo.commit(lesson("Tests want a fixed clock."), {"a": "1"})
    second = repo.commit(lesson("tests  want a FIXED clock"), {"a": "2"})
    (one,) = learned(repo)
    assert one.id == learning_id("tests want a fixed clock")
    assert one.text == "Tests want a fixed clock."
    assert [piece.record.id for piece in one.evidence] == [first, second]


@pytest.mark.parametrize("value", ["none (only typos)", "none", "n/a", "TODO", "…", "-"])
def test_what_says_nothing_is_no_learning(repo: Repo, value: str) -> None:
    repo.commit(lesson(value))
    assert learned(repo) == ()


def test_a_squash_copy_counts_once(repo: Repo) -> None:
    repo.commit("chore: root")
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit(lesson("said on the topic branch"), {"t": "1"})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--squash", "topic")
    repo.commit((repo.path / ".git" / "SQUASH_MSG").read_text())
    (alone,) = learned(repo)
    assert [piece.grade for piece in alone.evidence] == ["squashed"]
    repo.git("merge", "-q", "--no-edit", "topic")
    (both,) = learned(repo)
    assert [piece.grade for piece in both.evidence] == ["trailer"]


def test_a_superseded_learning_names_what_took_its_place(repo: Repo) -> None:
    repo.commit(lesson("cache everything you can"))
    old = learning_id("cache everything you can")
    repo.commit(f"fix: it\n\nLearning: cache what is measured to be slow\nSupersedes: {old[:16]}\n")
    found = {one.text: one.superseded_by for one in learned(repo)}
    assert found == {
        "cache everything you can": learning_id("cache what is measured to be slow"),
        "cache what is measured to be slow": None,
    }


def test_two_learnings_cannot_supersede_each_other(repo: Repo) -> None:
    one, other = learning_id("tabs are the way"), learning_id("spaces are the way")
    repo.commit(f"a: b\n\nLearning: tabs are the way\nSupersedes: {other}\n")
    repo.commit(f"a: b\n\nLearning: spaces are the way\nSupersedes: {one}\n")
    assert {item.id: item.superseded_by for item in learned(repo)} == {one: other, other: None}


def test_supersedes_of_an_unknown_id_is_passed_over(repo: Repo) -> None:
    repo.commit("a: b\n\nLearning: tabs are the way\nSupersedes: lrn-0123456789ab, and more\n")
    assert [item.superseded_by for item in learned(repo)] == [None]


def test_a_learning_expires_by_the_clock_of_the_commit_that_is_mined_at(repo: Repo) -> None:
    repo.commit("a: b\n\nLearning: the old API is slow\nExpires: 2023-11-15\n")
    (now,) = learned(repo)
    repo.commit("chore: time goes on", GIT_COMMITTER_DATE="2023-11-16T00:00:00Z")
    (then,) = learned(repo)
    assert (now.expired, then.expired) == (False, True)


def test_near_equal_learnings_are_a_pattern_with_stages(repo: Repo) -> None:
    stages = []
    for number in range(15):
        text = NEAR if number % 2 else USABLE
        folder = "a" if number < 4 else "b"
        repo.commit(lesson(text, f"fix(x): mend {number}"), {f"{folder}/{number}": "x"})
        (group,) = grouped(repo)
        stages.append(group.stage)
    assert stages == ["discovery"] * 2 + ["validated"] * 2 + ["general"] * 10 + ["standard"]
    assert group.id == learning_id(USABLE).replace("lrn-", "pat-")


def test_five_changes_in_one_scope_and_directory_are_not_general(repo: Repo) -> None:
    for number in range(5):
        repo.commit(lesson(USABLE, f"fix(x): mend {number}"), {f"a/{number}": "x"})
    assert [group.stage for group in grouped(repo)] == ["validated"]


def test_a_group_of_superseded_learnings_is_deprecated(repo: Repo) -> None:
    repo.commit(lesson(USABLE))
    repo.commit(f"a: b\n\nLearning: types do that now\nSupersedes: {learning_id(USABLE)}\n")
    assert [group.stage for group in grouped(repo)] == ["discovery", "deprecated"]


@pytest.mark.parametrize(
    "name", ["pat-{hex}", "validate-that-a-value-is-usable-not-only-that-it-is-present"]
)
def test_an_applied_pattern_is_evidence_for_it(repo: Repo, name: str) -> None:
    repo.commit(lesson(USABLE), {"a": "1"})
    digits = learning_id(USABLE)[4:16]
    repo.commit(f"fix: b\n\nIntent: c\nPattern: {name.format(hex=digits)}\n", {"a": "2"})
    repo.commit("fix: b\n\nIntent: c\nPattern: no-such-pattern\n", {"a": "3"})
    (group,) = grouped(repo)
    assert len(group.evidence) == 2 and len(group.uses) == 1
