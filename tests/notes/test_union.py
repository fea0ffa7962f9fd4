"""The union of two bodies of one note: nothing is lost but what was deleted or redacted."""

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.notes.line import TOMBSTONE, dump, make_line
from agentops_git.notes.union import body_of, united
from tests.notes.noting import AT, line

A, B, C = (dump(line(text)) for text in ("lesson a", "lesson b", "lesson c"))


def body(*rows: str) -> str:
    return body_of(rows)


def test_both_sides_lines_stand_sorted_and_once() -> None:
    assert united(None, body(A, C), body(B, C), json=True) == "".join(
        f"{row}\n" for row in sorted([A, B, C])
    )
    assert united(body(C), body(A, C), body(B, C), json=True) == body(A, B, C)


def test_what_one_side_deleted_stays_deleted_where_the_other_left_it() -> None:
    assert united(body(A, B), body(B), body(A, B, C), json=True) == body(B, C)
    assert united(body(A), None, body(A), json=True) is None
    assert united(body(A), body(A), None, json=True) is None
    assert united(body(A), None, body(A, B), json=True) == body(B)
    assert united(None, None, body(A), json=True) == body(A)
    assert united(body(A), body(B), body(C), json=True) == body(B, C)


def test_a_tombstone_of_one_side_takes_the_line_of_the_other() -> None:
    secret = line("hunter2")
    stone = dump(make_line(TOMBSTONE, AT, "Ann", None, {"redacts": secret.id}))
    for ours, theirs in (
        (body(stone), body(dump(secret), A)),
        (body(dump(secret), A), body(stone)),
    ):
        assert united(None, ours, theirs, json=True) == body(stone, A)


def test_strange_rows_keep_their_order_before_the_lines() -> None:
    ours = "{\n  pretty\n}\n" + body(A)
    assert united(None, ours, body(B), json=True) == "{\n  pretty\n}\n" + body(A, B)


def test_a_side_that_changed_nothing_is_no_reason_to_write_the_other_anew() -> None:
    odd = f"{A}\r\n\n\n"
    assert united(body(B), body(B), odd, json=True) == odd
    assert united(body(B), odd, body(B), json=True) == odd


def test_text_keeps_its_order_ours_before_what_is_new_in_theirs() -> None:
    base = "Learning: one\n"
    ours = "Learning: zero\n\nLearning: one\n"
    theirs = "Learning: one\n\nIntent: two,\n  folded\n\nLearning: zero\n"
    assert united(base, ours, theirs, json=False) == (
        "Learning: zero\n\nLearning: one\n\nIntent: two,\n  folded\n"
    )
    assert united(theirs, "Learning: zero\n", theirs + "\nnew\n", json=False) == (
        "Learning: zero\n\nnew\n"
    )


ROWS = st.lists(st.sampled_from([A, B, C, "odd", "{"]), unique=True)


@given(ROWS, ROWS, ROWS)
def test_every_row_that_a_side_added_is_there_and_merging_again_changes_nothing(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    was, mine, other = (body(*rows) or None for rows in (base, ours, theirs))
    merged = united(was, mine, other, json=True)
    rows = set((merged or "").splitlines())
    added = ({*ours} | {*theirs}) - {*base}
    assert added <= rows <= {*ours} | {*theirs}
    assert rows >= {*ours} & {*theirs}
    assert united(mine, merged, mine, json=True) == merged
    swapped = united(was, other, mine, json=True)
    assert set((swapped or "").splitlines()) == rows
