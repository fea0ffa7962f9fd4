"""What holds of every union and every body, whatever stands in them."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.notes.line import (
    TOMBSTONE,
    Line,
    dump,
    make_line,
    parse_body,
    parse_line,
)
from agentops_git.notes.union import body_of, rows_of, united
from tests.notes.noting import AT, FACTS, line

LESSONS = [line(f"lesson {letter}") for letter in "abcd"]
STONES = [make_line(TOMBSTONE, AT, "Ann", None, {"redacts": one.id}) for one in LESSONS]
ROWS = [dump(one) for one in (*LESSONS, *STONES)]
STRANGE = ["not JSON", "{", '{"v": 99}', "\x1b[31m"]

Side = list[str]
lines_only = st.lists(st.sampled_from(ROWS), unique=True)
any_rows = st.lists(st.sampled_from([*ROWS, *STRANGE]), unique=True)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def body(rows: Side) -> str | None:
    return body_of(rows) or None


def merged(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    return united(base, ours, theirs, json=True)


def lines_in(*bodies: str | None) -> set[str]:
    """The ids of what a reader sees."""
    return {one.id for each in bodies for one in parse_body(each or "").lines}


def redacted(*sides: Iterable[str]) -> set[str]:
    read = [parse_line(row) for side in sides for row in side]
    return {one.redacts for one in read if isinstance(one, Line) and one.redacts}


@given(lines_only, lines_only, lines_only)
def test_lines_come_out_alike_whoever_merges(base: Side, ours: Side, theirs: Side) -> None:
    was, mine, other = body(base), body(ours), body(theirs)
    assert merged(was, mine, other) == merged(was, other, mine)


@given(any_rows, any_rows, any_rows)
def test_rows_that_cannot_be_read_differ_in_order_alone(
    base: Side, ours: Side, theirs: Side
) -> None:
    was, mine, other = body(base), body(ours), body(theirs)
    one, two = merged(was, mine, other), merged(was, other, mine)
    assert sorted(rows_of(one or "")) == sorted(rows_of(two or ""))


@given(any_rows, any_rows, any_rows)
def test_merging_what_was_merged_changes_nothing(base: Side, ours: Side, theirs: Side) -> None:
    was, mine, other = body(base), body(ours), body(theirs)
    once = merged(was, mine, other)
    assert merged(once, once, once) == once
    assert merged(mine, once, mine) == once
    assert merged(other, once, other) == once


@given(any_rows, any_rows, any_rows)
def test_what_a_side_added_is_there_unless_it_is_redacted(
    base: Side, ours: Side, theirs: Side
) -> None:
    was, mine, other = body(base), body(ours), body(theirs)
    before = set(rows_of(was or ""))
    added = {row for side in (mine, other) for row in rows_of(side or "") if row not in before}
    named = redacted(added, rows_of(mine or ""), rows_of(other or ""))
    there = set(rows_of(merged(was, mine, other) or ""))
    for row in added - there:
        read = parse_line(row)
        assert isinstance(read, Line) and read.id in named


@given(lines_only, lines_only)
def test_a_tombstone_holds_against_every_old_clone(ours: Side, old: Side) -> None:
    """Whoever still has the line merges with whoever redacted it; nobody reads it after that."""
    stones = redacted(ours)
    once = merged(None, body(ours), body(old))
    assert not lines_in(once) & stones
    again = merged(body(old), once, body([*old, ROWS[0]]))
    assert not lines_in(again) & stones


@given(lines_only, lines_only, lines_only)
def test_three_clones_agree_in_whichever_order_they_meet(a: Side, b: Side, c: Side) -> None:
    one, two, three = body(a), body(b), body(c)
    left = merged(None, merged(None, one, two), three)
    right = merged(None, one, merged(None, two, three))
    assert lines_in(left) == lines_in(right)


@given(st.text())
def test_any_text_reads_as_a_body_and_every_row_is_accounted_for(text: str) -> None:
    read = parse_body(text)
    assert read.lines == ()
    assert [row.text for row in read.strange] == rows_of(text)


@given(st.lists(st.sampled_from([*ROWS, *STRANGE])))
def test_every_row_of_a_body_is_a_line_a_strange_one_or_redacted(rows: Side) -> None:
    read = parse_body("\n".join(rows))
    known = {one.id for one in read.lines} | read.redacted
    for row in rows:
        line_or_why = parse_line(row)
        if isinstance(line_or_why, Line):
            assert line_or_why.id in known
        else:
            assert row in [each.text for each in read.strange]


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}2", fullmatch=True), json_values, max_size=4))
def test_a_line_reads_back_as_it_was_written_and_takes_one_row(fields: dict[str, object]) -> None:
    made = make_line("telemetry", AT, "Ann", FACTS, fields)
    row = dump(made)
    assert row.splitlines() == [row]
    assert parse_line(row) == made
