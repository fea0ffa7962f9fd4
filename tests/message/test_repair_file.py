"""A message file is repaired around what git will drop: that stays byte for byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.message.cleanup import Cleanup, clean
from agentops_git.message.repair import repair, repair_file_text
from tests.conftest import Repo
from tests.message.test_repair import LINES

SCISSORS = "# ------------------------ >8 ------------------------\n"
TEMPLATE = "# Please enter the commit message.\n#\n# On branch main\n"
DIFF = "# Do not modify or remove the line above.\ndiff --git a/b b/b\n+Learning: d\n"


def test_comments_stay_where_they_stand() -> None:
    raw = (
        "\n# above the subject\nfix: a\n\nLearning: b\n# in the middle\nand c\n\nMore.\n\n"
        + TEMPLATE
    )
    assert repair_file_text(raw, Cleanup("strip", "#")) == (
        "\n# above the subject\nfix: a\n\n# in the middle\nMore.\n\nLearning: b\n  and c\n\n"
        + TEMPLATE
    )


def test_scissors_and_the_diff_under_them_stay() -> None:
    raw = "fix: a\n\nLearning: b\n\nMore.\n" + SCISSORS + DIFF
    repaired = "fix: a\n\nMore.\n\nLearning: b\n" + SCISSORS + DIFF
    assert repair_file_text(raw, Cleanup("scissors", "#")) == repaired
    assert repair_file_text(raw, Cleanup("strip", "#", cut=True)) == repaired


def test_the_users_own_comment_character() -> None:
    raw = "fix: a\n\nLearning: b\n; a comment\n\n# Heading\n\nMore.\n; the end\n"
    assert repair_file_text(raw, Cleanup("strip", ";")) == (
        "fix: a\n\n; a comment\n# Heading\n\nMore.\n\nLearning: b\n; the end\n"
    )


def test_lines_with_a_comment_character_are_text_where_git_keeps_them() -> None:
    raw = "fix: a\n\nLearning: b\n# a heading\n\nMore.\n"
    assert repair_file_text(raw, Cleanup("whitespace", "#")) == (
        "fix: a\n\n# a heading\n\nMore.\n\nLearning: b\n"
    )


@pytest.mark.parametrize("mode", ["strip", "whitespace", "verbatim"])
def test_a_right_file_is_the_same_file(mode: str) -> None:
    raw = "fix: a  \n\n\nBody.\n\nLearning: b\n\n\n"
    cleanup = Cleanup(mode, "#")  # type: ignore[arg-type]
    assert repair_file_text(raw, cleanup) == raw


FILES = st.lists(LINES | st.sampled_from(["# a comment", "#", "# Learning: c"]), max_size=14).map(
    lambda lines: "\n".join(["", "fix: a", *lines, "", "# the end", ""])
)


@settings(max_examples=200, deadline=None)
@given(FILES, st.sampled_from(["strip", "whitespace", "scissors"]))
def test_repairing_before_git_cleans_is_repairing_after(raw: str, mode: str) -> None:
    cleanup = Cleanup(mode, "#")  # type: ignore[arg-type]
    repaired = repair_file_text(raw, cleanup)
    assert repair_file_text(repaired, cleanup) == repaired
    assert clean(repaired, cleanup) == clean(repair(clean(raw, cleanup)), cleanup)
    comments = [line for line in raw.split("\n") if line.startswith("#")]
    kept = [line for line in repaired.split("\n") if line.startswith("#")]
    assert comments == kept


def test_git_stores_the_trailers_of_a_repaired_file(repo: Repo) -> None:
    raw = "fix: a\n\nIntent: b\n\nLearning: c\nand d\n\nCloses #1\n\n" + TEMPLATE
    repaired = repair_file_text(raw, Cleanup("strip", "#"))
    repo.git("commit", "--allow-empty", "--cleanup=strip", "--file=-", data=repaired)
    assert repo.message() == "fix: a\n\nCloses #1\n\nIntent: b\nLearning: c\n  and d"
    assert repo.trailers() == ["Intent: b", "Learning: c and d"]
