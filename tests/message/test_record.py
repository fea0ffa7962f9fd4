"""Reading: git's own view first, then what people wrote where git does not look."""

import pytest
from hypothesis import given, settings

from agentops_git.message.dialects import OTHER, has_record_bytes
from agentops_git.message.model import Entry
from agentops_git.message.record import read, read_note
from tests.message.test_repair import KEPT, MESSAGES, SHAPES

FULL = """\
fix(parser): reject empty config values

Users saw silent failures when config.env had empty values.

Intent: fail loudly on a config that cannot work
Learning: validate that a value is usable,
  not only that it is present
Improvement: generate the schema (impact 6, effort 2)
Signed-off-by: Ann <ann@example.invalid>
"""


def test_a_record_that_git_sees_whole() -> None:
    record = read(FULL)
    assert (record.subject.type, record.subject.scope) == ("fix", "parser")
    assert record.body == "Users saw silent failures when config.env had empty values."
    assert record.entries == (
        Entry("Intent", "fail loudly on a config that cannot work", line=5),
        Entry("Learning", "validate that a value is usable, not only that it is present", line=6),
        Entry("Improvement", "generate the schema (impact 6, effort 2)", line=8),
        Entry("Signed-off-by", "Ann <ann@example.invalid>", "trailer", OTHER, False, 9),
    )
    assert record.values("Learning") == (
        "validate that a value is usable, not only that it is present",
    )


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Learning: b\n\nMore.", [Entry("Learning", "b", "recovered", line=3)]),
        ("learning: b\n\nMore.", [Entry("Learning", "b", "recovered", line=3)]),
        ("Learning: b\nand c\n\nMore.", [Entry("Learning", "b and c", "recovered", line=3)]),
        ("Learning:先验证\n\nMore.", [Entry("Learning", "先验证", "recovered", line=3)]),
        (
            "Learning：先验证",
            [Entry("Learning", "先验证", "recovered", "seed", False, 3)],
        ),
        (
            "**Learning:** b\n**Impact**: c",
            [
                Entry("Learning", "b", "recovered", "seed", False, 3),
                Entry("Impact", "c", "recovered", "seed", False, 4),
            ],
        ),
        (
            "- Learning: b\n  and c\n- Learning: d",
            [
                Entry("Learning", "b and c", "recovered", "seed", False, 3),
                Entry("Learning", "d", "recovered", "seed", False, 5),
            ],
        ),
        (
            "## Context\nSome **bold** text\nand more.\n\nA second paragraph.\n\n## Changes\n\nc",
            [
                Entry(
                    "Context",
                    "Some bold text and more. A second paragraph.",
                    "recovered",
                    "seed",
                    False,
                    3,
                )
            ],
        ),
        (
            "# Learnings\n\n- b\n- c\n  d\n\n### Details\n\ne\n\n---\n\n🤖 Generated with Claude",
            [
                Entry("Learning", "b", "recovered", "seed", False, 3),
                Entry("Learning", "c d", "recovered", "seed", False, 3),
                Entry("Learning", "e", "recovered", "seed", False, 3),
            ],
        ),
        (
            "Solution: in two steps:\n\n1. b\n2. c\n\nImpact: d",
            [
                Entry("Solution", "in two steps: 1. b 2. c", "recovered", "seed", False, 3),
                Entry("Impact", "d", line=8),
            ],
        ),
        (
            "Context:\n\nThe parser took any text.\n\nImpact: d",
            [
                Entry("Context", "The parser took any text.", "recovered", "seed", False, 3),
                Entry("Impact", "d", line=7),
            ],
        ),
        (
            "- Learning: b\nSigned-off-by: A <a@b.c>",
            [
                Entry("Learning", "b", "recovered", "seed", False, 3),
                Entry("Signed-off-by", "A <a@b.c>", "trailer", OTHER, False, 4),
            ],
        ),
        ("Context:\n\n## Changes\n\nMany.", []),
    ],
)
def test_labels_that_git_does_not_see(text: str, entries: list[Entry]) -> None:
    assert [*read(f"fix: a\n\n{text}\n").entries] == entries


NO_RECORD = (
    "no record", "only a subject", "nothing", "fenced code", "an open fence", "indented code",
    "output set in by two", "a quotation", "a diff", "a diff's bare head",
    "a word of a wrapped sentence", "a lower-case word of one", "Note and Fixes",
    "a closed issue", "words that are other things", "people as co-authors",
    "a chain with remarks",
)  # fmt: skip


@pytest.mark.parametrize("shape", NO_RECORD)
def test_code_quotations_diffs_and_prose_are_no_record(shape: str) -> None:
    assert [e for e in read(KEPT[shape]).entries if e.dialect != OTHER] == []


@pytest.mark.parametrize("shape", [*SHAPES, *KEPT])
def test_reading_repeats_no_line(shape: str) -> None:
    message = SHAPES[shape][0] if shape in SHAPES else KEPT[shape]
    entries = read(message).entries
    lines = [entry.line for entry in entries if entry.dialect != "seed"]
    assert lines == sorted(set(lines))
    rows = message.split("\n")
    for entry in entries:
        assert entry.key.lower() in rows[entry.line - 1].lower() or entry.dialect != "agentops"


def test_a_note_is_read_whole() -> None:
    text = "Learning: b\n\nAdded later, by hand.\n\nLearning: c\nIntent: d\n"
    assert read_note(text) == (
        Entry("Learning", "b", "noted", movable=False, line=1),
        Entry("Learning", "c", "noted", movable=False, line=5),
        Entry("Intent", "d", "noted", movable=False, line=6),
    )
    assert read_note('{"kind": "learnings", "v": 1}\n') == ()


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_the_miner_passes_no_message_by(message: str) -> None:
    if any(entry.dialect != OTHER for entry in read(message).entries):
        assert has_record_bytes(message.encode())


@pytest.mark.parametrize("shape", [*SHAPES, *KEPT])
def test_the_miner_passes_no_shape_by(shape: str) -> None:
    message = SHAPES[shape][0] if shape in SHAPES else KEPT[shape]
    if any(entry.dialect != OTHER for entry in read(message).entries):
        assert has_record_bytes(message.encode())


def test_the_miner_skips_what_holds_nothing() -> None:
    plain = b"fix: the learning rate\n\nThe context: it was slow.\n\nSigned-off-by: A <a@b.c>\n"
    assert not has_record_bytes(plain)
