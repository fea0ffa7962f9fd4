"""A line of a note: what is written is read back, and what can't be read is kept."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.message.model import Entry
from agentops_git.notes.line import (
    TOMBSTONE,
    Line,
    dump,
    entries_of,
    make_line,
    parse_body,
    parse_line,
    utc,
)
from tests.notes.noting import AT, FACTS, OID, line

WRITTEN = (
    f'{{"at":"{AT}","by":"Ann <ann@example.invalid>","commit":"{OID}",'
    '"id":"ID",'
    '"kind":"learnings","learning":"never retry without a limit",'
    f'"patch_id":"{"c" * 40}","subject":"fix: a thing","tree":"{"b" * 40}","v":1}}'
)


def test_a_line_is_one_compact_object_with_sorted_keys() -> None:
    made = line("never retry without a limit")
    without_id = WRITTEN.replace('"id":"ID",', "")
    assert made.id == "not-" + sha256(without_id.encode()).hexdigest()
    assert dump(made) == WRITTEN.replace("ID", made.id)
    assert parse_line(dump(made)) == made


TEXTS = st.text() | st.text(alphabet=st.characters(max_codepoint=0x9F))


@given(st.dictionaries(st.text(min_size=1), TEXTS | st.lists(TEXTS), max_size=4), TEXTS)
def test_whatever_is_written_is_one_row_and_reads_back(
    fields: dict[str, object], subject: str
) -> None:
    own = {f"x{key}": value for key, value in fields.items()}
    made = make_line("telemetry", AT, "Ann", FACTS._replace(subject=subject), own)
    row = dump(made)
    assert not any(char in row for char in "\r\x00\x1b")
    assert len(row.splitlines()) == 1
    assert parse_line(row) == made
    assert parse_body(f"{row}\n").lines == (made,)


def test_bytes_that_are_not_utf_8_become_replacement_characters() -> None:
    made = line("bro\udcffken", FACTS._replace(subject="s\udc80"))
    assert (made.fields["learning"], made.subject) == ("bro\ufffdken", "s\ufffd")


def test_an_id_holds_for_any_way_to_write_the_same_object() -> None:
    loose = json.dumps(json.loads(dump(line("a lesson"))), indent=None)
    assert parse_line(loose) == line("a lesson")
    assert parse_line(loose + "\r") == line("a lesson")


def test_what_a_newer_writer_adds_is_kept() -> None:
    known = json.loads(dump(line("a lesson", colour={"of": ["it", 1.5, None, True]})))
    read = parse_line(json.dumps(known))
    assert isinstance(read, Line)
    assert read.fields == {"learning": "a lesson", "colour": {"of": ["it", 1.5, None, True]}}
    assert json.loads(dump(read)) == known


GOOD = json.loads(dump(line("a lesson")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("junk", "it is not JSON"),
        ('{"v":1', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"v":NaN}', "it is not JSON"),
        ("9" * 5_000, "it is not JSON"),
        ("[1]", "it is not a JSON object"),
        ("caf\udce9", "it is not UTF-8"),
        ("{}", "it has no version `v`"),
        (json.dumps({**GOOD, "v": True}), "it has no version `v`"),
        (json.dumps({**GOOD, "v": 2}), "it is of version 2, which a newer agentops-git reads"),
        (
            json.dumps({**GOOD, "at": 7}),
            "one of kind, at, by, commit, tree, patch_id, subject is missing or no text",
        ),
        (
            json.dumps({**GOOD, "subject": ["x"]}),
            "one of kind, at, by, commit, tree, patch_id, subject is missing or no text",
        ),
        (json.dumps({**GOOD, "id": "not-1"}), "its id is no id of a note"),
        (json.dumps({**GOOD, "learning": "another"}), "its id does not fit its content"),
    ],
)
def test_a_strange_row_says_what_is_wrong_and_is_kept(text: str, why: str) -> None:
    body = parse_body(f"\n{dump(line('a lesson'))}\n{text}\n")
    assert body.lines == (line("a lesson"),)
    assert [(row.number, row.text, row.why) for row in body.strange] == [(3, text, why)]


def test_blank_rows_are_skipped_and_duplicates_dropped() -> None:
    one, two = dump(line("one lesson")), dump(line("two lessons"))
    body = parse_body(f"{one}\r\n\n \t\n{two}\n{one}")
    assert [each.fields["learning"] for each in body.lines] == ["one lesson", "two lessons"]
    assert body.strange == ()


def tombstone(redacts: str) -> str:
    return dump(make_line(TOMBSTONE, AT, "Ann", None, {"redacts": redacts}))


def test_a_tombstone_hides_a_line_wherever_it_stands() -> None:
    secret, other = line("the password is hunter2"), line("a lesson")
    rows = [tombstone(secret.id), dump(secret), dump(other)]
    for order in (rows, rows[::-1]):
        body = parse_body("\n".join(order))
        assert {each.kind for each in body.lines} == {TOMBSTONE, "learnings"}
        assert secret not in body.lines
        assert body.redacted == {secret.id}


def test_a_tombstone_names_a_strange_row_by_the_digest_of_its_bytes() -> None:
    row = "hunter2 caf\udce9"
    digest = sha256(b"hunter2 caf\xe9").hexdigest()
    assert parse_body(row).strange[0].id == f"not-{digest}"
    assert parse_body(f"{row}\n{tombstone(f'not-{digest}')}").strange == ()


def test_a_record_is_read_with_its_keys_as_commits_have_them() -> None:
    made = line("one\nlesson", other="x", intent=7, not_tested=["a", " ", "b"])
    assert entries_of(made) == (
        Entry("Learning", "one lesson", "noted", movable=False),
        Entry("Not-tested", "a", "noted", movable=False),
        Entry("Not-tested", "b", "noted", movable=False),
    )
    assert entries_of(made._replace(kind="audit")) == ()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_700_000_000, AT),
        (-(10**15), "0001-01-01T00:00:00Z"),
        (10**15, "9999-12-31T23:59:59Z"),
    ],
)
def test_a_clock_that_is_wrong_by_years_is_held_to_what_a_date_can_say(
    seconds: int, text: str
) -> None:
    assert utc(seconds) == text
