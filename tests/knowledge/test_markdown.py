"""Text of commits cannot break out of the place that it is put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.files.blocks import block, fill_blocks, find_blocks
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.slug import slug
from agentops_git.message.ids import PatternId

ID = PatternId("pat-" + "0123456789abcdef" * 4)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain words, as they are.", "plain words, as they are."),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no number", "1\\. no number"),
        ("<!-- agentops:end x -->", "\\<!-- agentops:end x --\\>"),
        ("a | b", "a \\| b"),
        ("[link](javascript:x)", "\\[link\\](javascript:x)"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("bidi \u202e and \x1b[31m", "bidi \\\\u202e and \\\\x1b\\[31m"),
        ("学习 is a word", "学习 is a word"),
    ],
)
def test_a_value_is_one_line_of_text(value: str, shown: str) -> None:
    assert text(value) == shown


def test_a_name_in_code_type_may_hold_back_ticks() -> None:
    assert code("a.py") == "`a.py`"
    assert code("a`b``c") == "``` a`b``c ```"
    assert code("line\nbreak") == "`line break`"


@given(st.lists(st.text(), max_size=5))
def test_no_value_closes_the_block_that_it_stands_in(values: list[str]) -> None:
    filled = fill_blocks(block("a", ""), {"a": items([text(value) for value in values])})
    assert [found.name for found in find_blocks(filled)] == ["a"]
    assert fill_blocks(filled, {"a": ""}) == block("a", "")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Validate that a value is usable!", "validate-that-a-value-is-usable"),
        ("先写测试，再写代码", "先写测试-再写代码"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ünïcode & más", "ünïcode-más"),
        ("CON", "pat-0123456789ab"),
        ("aux.", "pat-0123456789ab"),
        ("README", "pat-0123456789ab"),
        ("…!?", "pat-0123456789ab"),
        ("🎉", "pat-0123456789ab"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("長" * 60, "長" * 26),
    ],
)
def test_a_slug_is_safe_everywhere(name: str, made: str) -> None:
    assert slug(name, ID) == made


@given(st.text())
def test_no_slug_leaves_its_directory(name: str) -> None:
    made = slug(name, ID)
    assert made and len(made.encode()) <= 80
    assert not set(made) & set('/\\.:*?"<>|\0 ') and not made.startswith("-")
