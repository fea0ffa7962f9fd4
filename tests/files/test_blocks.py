"""Generated parts change, people's text stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.files.blocks import BlockError, block, fill_blocks, find_blocks

FILE = """\
# Mine

<!-- agentops:begin list -->
- old
<!-- agentops:end list -->

My own words,   with  spaces.
"""


def test_only_the_block_changes() -> None:
    assert fill_blocks(FILE, {"list": "- new\n- newer\n"}) == FILE.replace(
        "- old\n", "- new\n- newer\n"
    )


def test_a_block_that_people_took_out_stays_out() -> None:
    assert fill_blocks("# Mine\n", {"list": "- new\n"}) == "# Mine\n"


def test_a_block_may_be_emptied_and_filled_again() -> None:
    emptied = fill_blocks(FILE, {"list": ""})
    assert "- old" not in emptied
    assert fill_blocks(emptied, {"list": "- old\n"}) == FILE


def test_the_line_ends_of_the_file_are_used() -> None:
    crlf = FILE.replace("\n", "\r\n")
    assert fill_blocks(crlf, {"list": "- new\n"}) == crlf.replace("- old", "- new")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("x\n<!-- agentops:begin a -->\n", 2, "has no end"),
        ("<!-- agentops:end a -->\n", 1, "ends without a begin"),
        (block("a", "") + block("a", ""), 3, "stands twice"),
        ("<!-- agentops:begin a -->\n" + block("b", ""), 2, "begins inside another block"),
        ("<!-- agentops:begin a -->\n<!-- agentops:end b -->\n", 2, "ends without a begin"),
    ],
)
def test_markers_that_do_not_pair_up_are_named_with_their_line(
    text: str, line: int, reason: str
) -> None:
    with pytest.raises(BlockError, match=reason) as caught:
        find_blocks(text)
    assert caught.value.line == line


@given(
    st.text().filter(lambda text: "agentops:" not in text),
    st.text().filter(lambda text: "agentops:" not in text),
)
def test_what_stands_outside_is_kept_whatever_it_is(before: str, after: str) -> None:
    text = f"{before}\n{block('a', 'old')}{after}"
    filled = fill_blocks(text.replace("old<", "old\n<"), {"a": "new\n"})
    assert filled.startswith(before) and filled.endswith(after)
    assert fill_blocks(filled, {"a": "new\n"}) == filled
