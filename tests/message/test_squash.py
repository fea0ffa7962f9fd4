"""Squash bodies keep every record, graded ``squashed``; repair leaves them where they are."""

import pytest

from agentops_git.message.record import read
from agentops_git.message.repair import repair
from tests.conftest import Repo

GITHUB = """\
Reject empty values (#12)

* Reject empty values

Context: three support cases
wrapped here

* Mend the test

---------

Co-authored-by: Ann <ann@example.invalid>
"""
GITHUB_NO_RULE = """\
Reject empty values (#12)

* Reject empty values

Learning: test values for use

* Mend the test

Limit: the clock of the machine
"""
GITLAB = """\
Merge branch 'values' into 'main'

* fix: reject empty values

Learning: test values for use

* test: mend the clock

Learning: a clock is an argument

See merge request group/project!12
"""
BITBUCKET = """\
Merged in values (pull request #12)

Reject empty values

* Reject empty values

Learning: test values for use

Approved-by: Ann
"""


def graded(message: str) -> list[tuple[str, str, str]]:
    return [(entry.grade, entry.key, entry.value) for entry in read(message).entries]


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        (
            GITHUB,
            [
                ("squashed", "Context", "three support cases wrapped here"),
                ("trailer", "Co-authored-by", "Ann <ann@example.invalid>"),
            ],
        ),
        (
            GITHUB_NO_RULE,
            [
                ("squashed", "Learning", "test values for use"),
                ("trailer", "Constraint", "the clock of the machine"),
            ],
        ),
        (
            GITLAB,
            [
                ("squashed", "Learning", "test values for use"),
                ("squashed", "Learning", "a clock is an argument"),
            ],
        ),
        (
            BITBUCKET,
            [
                ("squashed", "Learning", "test values for use"),
                ("trailer", "Approved-by", "Ann"),
            ],
        ),
    ],
    ids=["GitHub", "GitHub without a rule", "GitLab", "Bitbucket"],
)
def test_hosts(message: str, entries: list[tuple[str, str, str]]) -> None:
    assert graded(message) == entries
    assert repair(message) == message


def test_a_list_in_prose_is_no_squash() -> None:
    message = "fix: a\n\n* the first point\n\n* the second point\n\nLearning: b\n\nMore.\n"
    assert graded(message) == [("recovered", "Learning", "b")]


def test_labels_above_a_squash_body_are_still_repaired() -> None:
    message = f"Add b (#1)\n\nIntent: c\n\n{GITHUB.partition(chr(10) * 2)[2]}"
    assert graded(repair(message)) == [
        ("squashed", "Context", "three support cases wrapped here"),
        ("trailer", "Intent", "c"),
        ("trailer", "Co-authored-by", "Ann <ann@example.invalid>"),
    ]


def test_what_git_writes_itself(repo: Repo) -> None:
    repo.commit("chore: start", {"a": "1"})
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(
        "fix: b\n\nText.\n\n    Learning: only code\n\nLearning: test values\n  for use\n",
        {"b": "1"},
    )
    repo.commit("fix: c\n\nNot-tested: Windows\n\nMore.\n", {"c": "1"})
    repo.commit("fix: Learning: no label\n", {"d": "1"})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--squash", "topic")
    repo.git("commit", "--quiet", "--no-edit", "--no-verify")
    assert repo.trailers() == []
    assert graded(repo.message()) == [
        ("squashed", "Not-tested", "Windows"),
        ("squashed", "Learning", "test values for use"),
    ]
    named = f"feat: all of topic (#3)\n\n{repo.message()}\n\nImpact: seen by git\n"
    assert graded(named)[-1] == ("trailer", "Impact", "seen by git")
    assert repair(named) == named


def test_a_squash_by_rebase_leaves_plain_labels_that_repair_gathers() -> None:
    message = "fix: a\n\nLearning: b\n\nfix: c\n\nLearning: d\n"
    assert graded(repair(message)) == [("trailer", "Learning", "b"), ("trailer", "Learning", "d")]


def test_what_the_squashed_commits_revert_themselves_is_not_read(repo: Repo) -> None:
    """A revert takes its commit out; a revert of that revert brings it back."""
    lesson = "fix: {0}\n\nLearning: {0} wants a guard before it is used\n"
    repo.commit("chore: begin", {"f": ""})
    repo.git("switch", "--quiet", "--create", "topic")
    for name in ("a", "b"):
        repo.commit(lesson.format(name), {name: "1"})
    repo.git("revert", "--no-edit", "HEAD~1")

    def learned() -> list[str]:
        repo.git("switch", "--quiet", "--detach", "main")
        repo.git("merge", "--quiet", "--squash", "topic")
        text = (repo.path / ".git/SQUASH_MSG").read_text()
        repo.git("reset", "--quiet", "--hard")
        repo.git("switch", "--quiet", "topic")
        return [entry.value for entry in read(text).entries if entry.key == "Learning"]

    assert learned() == ["b wants a guard before it is used"]
    repo.git("revert", "--no-edit", "HEAD")
    assert len(learned()) == 2
