"""Our trailers are git's trailers: a table to read, random messages, and hostile sizes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.message.lines import SCISSORS
from agentops_git.message.trailers import Block, find_block, parse
from tests.message.gitsays import ours, trailers_of

SOB = "Signed-off-by: A <a@b>"

# What a reader may expect, and what git sees: (name, message, git's answer).
TABLE: list[tuple[str, str, list[str]]] = [
    ("one block", "t\n\nKey: v\nOther-key: w\n", ["Key: v", "Other-key: w"]),
    ("no final newline", "t\n\nKey: v", ["Key: v"]),
    ("block behind a body", "t\n\nbody\n\nKey: v\n", ["Key: v"]),
    ("empty message", "", []),
    ("subject alone", "t\n", []),
    ("title is never a trailer", "hello: kitty\n", []),
    ("title of two lines", "Key: v\nKey: w\n", []),
    ("title wrapped at a colon", "place of\ncode: change\n\nbody\n", []),
    ("title paragraph only, then blanks", "Key: v\n\n\n", []),
    ("message starting with a blank line", "\nKey: v\n", ["Key: v"]),
    ("message starting with a line of spaces", "  \nKey: v\n", ["Key: v"]),
    ("comment before the title", "# c\nt\n\nKey: v\n", ["Key: v"]),
    ("comment inside the title", "t\n# c\nKey: v\n", []),
    # Where the block is.
    ("only the last block counts", "t\n\nKey: v\n\nOther: w\n", ["Other: w"]),
    ("trailers at the top of the body", "t\n\nKey: v\n\nprose\n", []),
    ("paragraph after the block", "t\n\nKey: v\n\nbody\n", []),
    ("agent's co-author apart", "t\n\nIntent: i\nContext: c\n\nCo-Authored-By: X <x@y>\n",
     ["Co-Authored-By: X <x@y>"]),
    ("one paragraph a trailer", "t\n\nIntent: i\n\nContext: c\n\nLearning: l\n", ["Learning: l"]),
    ("line of spaces ends the block", "t\n\nKey: v\n \nOther: w\n", ["Other: w"]),
    ("line of spaces behind the block", "t\n\nKey: v\n \t\n", ["Key: v"]),
    ("many blank lines", "t\n\n\n\nKey: v\n\n\n\n", ["Key: v"]),
    # Which lines are trailers.
    ("value wrapped without indent", "t\n\nIntent: a\nlong value\nContext: c\n", []),
    ("wrapped without indent, signed", f"t\n\nIntent: a\nlong value\nContext: c\n{SOB}\n",
     ["Intent: a", "Context: c", SOB]),
    ("BREAKING CHANGE", "t\n\nKey: v\nBREAKING CHANGE: x\n", []),
    ("BREAKING CHANGE, signed", f"t\n\nKey: v\nBREAKING CHANGE: x\n{SOB}\n", ["Key: v", SOB]),
    ("BREAKING-CHANGE", "t\n\nBREAKING-CHANGE: x\n", ["BREAKING-CHANGE: x"]),
    ("emoji line above", "t\n\n🤖 Generated with X\nCo-Authored-By: X <x@y>\n", []),
    ("emoji line apart", "t\n\n🤖 Generated with X\n\nCo-Authored-By: X <x@y>\n",
     ["Co-Authored-By: X <x@y>"]),
    ("URL line", "t\n\nhttps://example.org/x?y=1\n", ["https: //example.org/x?y=1"]),
    ("prose note", "t\n\nNote: this is prose\n", ["Note: this is prose"]),
    ("time of day", "t\n\n12:30 meeting\n", ["12: 30 meeting"]),
    ("YAML", "t\n\nfoo: bar\nbaz: qux\n", ["foo: bar", "baz: qux"]),
    ("list items", "t\n\n- Key: v\n* Other: w\n", []),
    ("indented", "t\n\n Key: v\n", []),
    ("underscore in the key", "t\n\nKey_x: v\n", []),
    ("dot in the key", "t\n\nKey.x: v\n", []),
    ("space in the key", "t\n\nKey x: v\n", []),
    ("letter outside ASCII in the key", "t\n\nClé: v\n", []),
    ("space before the separator", "t\n\nKey \t: v\n", ["Key: v"]),
    ("no space after the separator", "t\n\nKey:v\n", ["Key: v"]),
    ("separator first", "t\n\n: v\nKey: w\n", []),
    ("key of hyphens", "t\n\n--: v\n", ["--: v"]),
    ("equals sign", "t\n\nKey=v\n", []),
    ("heading above", "t\n\n## Head\nKey: v\n", ["Key: v"]),
    ("empty value", "t\n\nKey:\nOther: \t\n", ["Key: ", "Other: "]),
    ("duplicates", "t\n\nKey: v\nkey: v\nKey: v\n", ["Key: v", "key: v", "Key: v"]),
    ("value outside ASCII", "t\n\nKey: 学び ✅ پ\n", ["Key: 学び ✅ پ"]),
    ("invalid UTF-8", "t\n\nKey: caf\udce9\n", ["Key: caf\udce9"]),
    ("invalid UTF-8 in a key", "t\n\nK\udcff: v\n", []),
    ("separators of Unicode lines", "t\n\nKey: a\u2028b\x85c\x0cd\x1ce\n",
     ["Key: a\u2028b\x85c\x0cd\x1ce"]),
    ("no-break space is text", "t\n\n\u00a0\nKey: v\n", []),
    ("form feed line is no blank line", "t\n\x0c\nKey: v\n", []),
    # The rule of a quarter.
    ("nine trailers, one line of prose", "t\n\n" + "Key: v\n" * 9 + "prose\n", []),
    ("signed, a quarter", f"t\n\na\nb\nc\n{SOB}\n", [SOB]),
    ("signed, a fifth", f"t\n\na\nb\nc\nd\n{SOB}\n", []),
    ("two of eight", f"t\n\na\nb\nc\nd\ne\nf\nKey: v\n{SOB}\n", ["Key: v", SOB]),
    ("signed without a space", "t\n\nprose\nSigned-off-by:A\n", []),
    ("signed in lower case", "t\n\nprose\nsigned-off-by: A\n", []),
    ("cherry-picked", "t\n\nKey: v\n(cherry picked from commit abc)\n", ["Key: v"]),
    ("cherry-picked below prose", "t\n\nprose\n(cherry picked from commit abc)\n", []),
    ("cherry-picked, prose and a trailer", "t\n\nprose\nKey: v\n(cherry picked from commit a)\n",
     ["Key: v"]),
    ("cherry-picked, folded", "t\n\n(cherry picked from commit abc)\n x\nKey: v\n", ["Key: v"]),
    ("Cherry with a capital", "t\n\nKey: v\n(Cherry picked from commit abc)\n", []),
    ("continuation counts with its trailer", f"t\n\na\nb\nc\n{SOB}\n x\n y\n",
     [f"{SOB} x y"]),
    ("continuation of prose counts as prose", f"t\n\na\n x\n y\n z\n{SOB}\n", []),
    ("orphan continuation", "t\n\n x\nKey: v\n", []),
    ("orphan continuation, signed", f"t\n\n x\n{SOB}\n", [SOB]),
    # Folding.
    ("folded", "t\n\nKey: a\n b\n\tc\n", ["Key: a b c"]),
    ("folded after an empty value", "t\n\nKey:\n  a\n", ["Key: a"]),
    ("folded with much white space", "t\n\nKey: a  \n \t  b  \n", ["Key: a   b"]),
    ("folded with a dot", "t\n\nKey: a\n .\n b\n", ["Key: a . b"]),
    ("folded over a comment", "t\n\nKey: a\n# c\n b\n", []),
    ("folded over a comment, signed", f"t\n\nKey: a\n# c\n b\n{SOB}\n", ["Key: a", SOB]),
    ("continuation that looks like a trailer", "t\n\nKey: a\n Other: b\n", ["Key: a Other: b"]),
    # Comments, scissors, conflicts.
    ("comment in the block", "t\n\nKey: v\n# c\nOther: w\n", ["Key: v", "Other: w"]),
    ("comments behind", "t\n\nKey: v\n\n# Please enter\n#\n#\tnew file: x\n", ["Key: v"]),
    ("comment without a space", "t\n\nKey: v\n#Other: w\n", ["Key: v"]),
    ("comment right above a block", "t\n\nbody\n# c\n\nKey: v\n", ["Key: v"]),
    ("only comments behind the title", "t\n\n# c\n", []),
    ("line of spaces and comment behind", "t\n\nKey: v\n\n# c\n \n", ["Key: v"]),
    ("scissors", f"t\n\nKey: v\n# {SCISSORS}\n# Do not\ndiff --git a b\n", ["Key: v"]),
    ("scissors in the middle", f"t\n\nKey: v\n\n# {SCISSORS}\n\nOther: w\n", ["Key: v"]),
    ("scissors first", f"# {SCISSORS}\nt\n\nKey: v\n", []),
    ("scissors with more on the line", f"t\n\nKey: v\n# {SCISSORS} \n\nOther: w\n", ["Other: w"]),
    ("scissors indented", f"t\n\nKey: v\n # {SCISSORS}\n", [f"Key: v # {SCISSORS}"]),
    ("scissors without comment", f"t\n\nKey: v\n{SCISSORS}\n", []),
    ("scissors with CRLF", f"t\n\nKey: v\n# {SCISSORS}\r\n\nOther: w\n", ["Other: w"]),
    ("old conflicts", "t\n\nKey: v\n\nConflicts:\n\ta/b\n\tc\n", ["Key: v"]),
    ("old conflicts, commented", "t\n\nKey: v\n\n# Conflicts:\n#\ta/b\n", ["Key: v"]),
    ("old conflicts directly below", "t\n\nKey: v\nConflicts:\n\ta/b\n", ["Key: v"]),
    ("old conflicts without paths", "t\n\nKey: v\nConflicts:\n", ["Key: v"]),
    ("old conflicts with blank lines", "t\n\nKey: v\n\nConflicts:\n\n\ta\n\n# c\n\tb\n",
     ["Key: v"]),
    ("old conflicts, then a trailer", "t\n\nKey: v\n\nConflicts:\n\ta\n\nOther: w\n",
     ["Other: w"]),
    ("conflicts with a text", "t\n\nConflicts: many\n", ["Conflicts: many"]),
    ("conflicts indented with spaces", "t\n\nConflicts:\n  a\n", ["Conflicts: a"]),
    ("tabbed lines alone", "t\n\nKey: v\n\n\ta\n", []),
    # Dividers do not end a stored message.
    ("divider", "t\n\nKey: v\n\n---\n\nOther: w\n", ["Other: w"]),
    ("divider below", "t\n\nKey: v\n---\n", []),
    ("squash rule of a host", "t\n\n* a\n\n---------\n\nCo-authored-by: X <x@y>\n",
     ["Co-authored-by: X <x@y>"]),
    # Carriage returns, NUL.
    ("CRLF", "t\r\n\r\nKey: v\r\nOther: w\r\n", ["Key: v", "Other: w"]),
    ("CRLF, folded", "t\r\n\r\nKey: v\r\n w\r\n", ["Key: v\r w"]),
    ("CRLF, blank lines behind", "t\r\n\r\nKey: v\r\n\r\n\r\n", ["Key: v"]),
    ("CRLF, conflicts are a trailer", "t\r\n\r\nKey: v\r\nConflicts:\r\n\ta\r\n",
     ["Key: v", "Conflicts: a"]),
    ("lone carriage return", "t\n\nKey: a\rOther: b\n", ["Key: a\rOther: b"]),
    ("NUL ends a message", "t\n\nKey: v\n\0\n\nOther: w\n", ["Key: v"]),
]  # fmt: skip


def test_git_agrees_with_every_row_of_the_table() -> None:
    said = trailers_of([message for _, message, _ in TABLE])
    assert {name: answer for (name, _, _), answer in zip(TABLE, said, strict=True)} == {
        name: wanted for name, _, wanted in TABLE
    }


@pytest.mark.parametrize(
    ("message", "wanted"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_we_agree_with_every_row_of_the_table(message: str, wanted: list[str]) -> None:
    assert ours(message) == wanted
    assert find_block(message).trailers == parse(message)


LINES = [
    "Key: v", "Other-key:v", "K :", "Key:", "K\t : v \t", "-: v", ": v", "k_: v", "K=v", "K\x0b: v",
    "prose", "prose: with a colon", SOB, "Signed-off-by:x", "(cherry picked from commit abc)",
    " cont", "\tcont: x", "\r cont", "", "", "", "  ", "\t", "\r", "\x0c", ".",
    "# comment", "#", "#K: v", f"# {SCISSORS}", SCISSORS, "Conflicts:", "Conflicts: x", "\ta/b",
    "---", "--- a", "https://x/y", "BREAKING CHANGE: x", "- K: v", "Key: v\r", "K: a\u2028b",
    "\u00a0", "\x85x", "K: \x0c v\x0b", "\x1cx", "K: \x1cx\x1f", "K\udcff: v", "K: \udcff\udce2",
]  # fmt: skip

line = st.sampled_from(LINES) | st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\n\0"), max_size=6
)
messages = st.builds(
    lambda title, lines, final: title + "\n".join(lines) + final,
    st.sampled_from(["", "title\n\n", "title\n", "\n", "a: b\n\n"]),
    st.lists(line, max_size=12),
    st.sampled_from(["\n", ""]),
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(messages, min_size=1, max_size=25), st.sampled_from("#;@-Kx%"))
def test_random_messages_have_the_trailers_that_git_sees(texts: list[str], comment: str) -> None:
    texts = [text.replace("#", comment) for text in texts]
    assert [ours(text, comment) for text in texts] == trailers_of(texts, comment)


@pytest.mark.soak
@settings(max_examples=3000, deadline=None)
@given(st.lists(messages, min_size=1, max_size=60), st.sampled_from("#;@-Kx%"))
def test_many_random_messages_have_the_trailers_that_git_sees(
    texts: list[str], comment: str
) -> None:
    texts = [text.replace("#", comment) for text in texts]
    assert [ours(text, comment) for text in texts] == trailers_of(texts, comment)


@given(messages)
@settings(derandomize=True, deadline=None)
def test_a_block_is_the_text_between_its_offsets(text: str) -> None:
    block = find_block(text)
    assert text[block.start : block.end].removesuffix("\n") == "\n".join(block.lines)
    assert block.trailers == parse(text)


def test_the_lines_of_a_block_are_given_as_written() -> None:
    text = "t\n\nbody\n\nKey: a\n  b\nprose\nSigned-off-by: x\n\n# comment\n"
    assert find_block(text) == Block(
        start=text.index("Key"),
        end=text.index("\n# comment"),
        trailers=parse(text),
        lines=("Key: a", "  b", "prose", "Signed-off-by: x"),
    )


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("t\n\nbody\n", "body\n"),
        ("t\n\nbody", "body"),
        ("t\n\nbody\n\n# hint\n", "body\n"),
        (f"t\n\nbody\n# {SCISSORS}\ndiff\n", "body\n"),
    ],
)
def test_without_a_block_the_offset_is_where_git_would_put_one(text: str, behind: str) -> None:
    at = text.index(behind) + len(behind)
    assert find_block(text) == Block(at, at)


HOSTILE = {
    "a body of 5 MB": "t\n\n" + "lorem ipsum dolor sit\n" * 240_000 + "\nKey: v\n",
    "a block of 50,000 lines": "t\n\n" + "Key: v\n" * 50_000,
    "50,000 lines, signed": "t\n\n" + "Key: v\nprose\n" * 25_000 + SOB + "\n",
    "a value of 50,000 lines": "t\n\nKey: v\n" + " w\n" * 50_000,
    "a subject of 1 MB": "s" * 1_000_000 + "\n\nKey: v\n",
    "a key of 1 MB": "t\n\n" + "K" * 1_000_000 + "\nKey: v\n",
    "white space of 1 MB": "t\n\nKey" + " " * 1_000_000 + "\nKey: v" + " " * 1_000_000 + "x\n",
    "300,000 blank lines behind": "t\n\nKey: v" + "\n" * 300_000,
    "300,000 blank lines above": "t" + "\n" * 300_000 + "Key: v\n",
    "300,000 lines of one space": "t\n\nKey: v\n" + " \n" * 300_000,
    "50,000 comments": "t\n\nKey: v\n" + "# c\n" * 50_000,
    "50,000 conflicts": "t\n\nKey: v\n\nConflicts:\n" + "\tc\n" * 50_000,
}


def test_hostile_sizes_have_the_trailers_that_git_sees() -> None:
    said = trailers_of([*HOSTILE.values()])
    differing = [
        name
        for (name, text), answer in zip(HOSTILE.items(), said, strict=True)
        if ours(text) != answer
    ]
    assert differing == []
