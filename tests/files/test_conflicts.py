"""Conflicts are passed over where people's text is the same on both sides, refused elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.files.conflicts import ConflictError, conflict_in, without_conflicts

GENERATED = "<<<<<<< HEAD\nstage: general\n=======\nstage: validated\n>>>>>>> topic\n"
PEOPLES = "<<<<<<< HEAD\nwe say this\n=======\nthey say that\n>>>>>>> topic\n"


def people(text: str) -> str:
    """Everything but lines of the machine."""
    return "".join(line for line in text.splitlines(True) if not line.startswith("stage:"))


def test_our_side_of_what_is_generated_is_read() -> None:
    text = f"one\n{GENERATED}two\n{GENERATED}"
    assert conflict_in(text) == 2
    assert without_conflicts(text, people) == "one\nstage: general\ntwo\nstage: general\n"


def test_a_conflict_with_its_base_is_read_alike() -> None:
    text = GENERATED.replace("=======", "||||||| 0123456\nstage: discovery\n=======")
    assert without_conflicts(text, people) == "stage: general\n"


def test_windows_line_ends_are_kept() -> None:
    text = GENERATED.replace("\n", "\r\n")
    assert without_conflicts(text, people) == "stage: general\r\n"


def test_peoples_text_is_refused_with_its_line() -> None:
    with pytest.raises(ConflictError) as caught:
        without_conflicts(f"one\n{GENERATED}{PEOPLES}", people)
    assert caught.value.line == 7


@pytest.mark.parametrize(
    "text",
    [
        "plain\n", "Title\n=======\n", "<<<<<<< HEAD\nnot closed\n=======\n", ">>>>>>> topic\n",
        "<<<<<<< a\nx\n>>>>>>> b\n", "<<<<<<<< longer\n=======\n>>>>>>>> x\n", "",
    ],
)  # fmt: skip
def test_marks_that_make_no_conflict_are_text(text: str) -> None:
    assert conflict_in(text) is None
    assert without_conflicts(text, people) == text


LINES = st.sampled_from(["<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "||||||| c\n", "text\n", "end"])


@given(st.lists(LINES).map("".join))
def test_text_without_a_whole_conflict_is_kept_byte_for_byte(text: str) -> None:
    if conflict_in(text) is None:
        assert without_conflicts(text, people) == text
