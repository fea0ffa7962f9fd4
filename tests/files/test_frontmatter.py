"""The machine's fields are replaced, other people's kept as they were typed."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.files.frontmatter import FrontMatterError, join, scalar, split

OURS = """\
---
agentops: 1
# my own remark
tags:   [ a,b ]   # as I like it
id: pat-1
learnings:
  - lrn-1
---
Body
"""


def test_a_file_of_ours_is_read() -> None:
    document = split(OURS)
    assert document.ours
    assert document.fields == {
        "agentops": 1, "tags": ["a", "b"], "id": "pat-1", "learnings": ["lrn-1"],
    }  # fmt: skip
    assert document.body == "Body\n"


def test_fields_of_people_keep_their_bytes() -> None:
    head = "agentops: 1\nid: pat-2\n"
    joined = join(head, split(OURS), ("agentops", "id", "learnings"))
    assert joined == (
        "---\nagentops: 1\nid: pat-2\n# my own remark\ntags:   [ a,b ]   # as I like it\n"
        "---\nBody\n"
    )
    assert join(head, split(joined), ("agentops", "id", "learnings")) == joined


@pytest.mark.parametrize(
    "text",
    ["", "# Backlog\n", "---\ntitle: mine\n---\nText\n", "---\n\nnot front matter\n", "---\n"],
)
def test_a_foreign_file_is_not_ours_and_all_body(text: str) -> None:
    document = split(text)
    assert not document.ours and document.body == text


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\nagentops: 1\nid: [\n---\n", 4, "no YAML"),
        ("---\nagentops: 1\nname: a: b\n---\n", 3, "no YAML"),
        ("---\nagentops: 1\n# the end was lost\n", 1, "no closing ---"),
        ("---\nagentops: 1\n<<<<<<< HEAD\nid: 1\n=======\n---\n", 4, "no YAML"),
    ],
)
def test_a_file_broken_by_hand_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FrontMatterError, match=reason) as caught:
        split(text)
    assert caught.value.line == line


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (BOMB, 3, "an anchor (`&name`) is not read"),
        ("a: *b\n", 3, "an alias (`*name`) is not read"),
        ("a: !!python/object:os.system {}\n", 3, "a tag (`!name`) is not read"),
        ("id: 1\nname: 2\nid: 3\n", 5, "the key 'id' stands twice; the first is on line 3"),
        ("a: {b: 1, b: 2}\n", 3, "the key 'b' stands twice"),
        ("a: " + "[" * 5000 + "]" * 5000 + "\n", 3, "nested more than 12 levels deep"),
        ("a: " + "9" * 5000 + "\n", 3, "a number of more than 40 digits"),
        ("a: " + "1:" * 50_000 + "1\n", 3, "a number of more than 40 digits"),
        ('a: "' + "x" * (1 << 18) + '"\n', 2, "larger than 256 KiB"),
    ],
)
def test_yaml_that_says_more_than_it_shows_is_refused(raw: str, line: int, reason: str) -> None:
    """Before anything is built from it: a bomb costs what its text does."""
    with pytest.raises(FrontMatterError) as caught:
        split(f"---\nagentops: 1\n{raw}---\n")
    assert reason in str(caught.value) and caught.value.line == line


@given(st.text())
def test_any_text_is_a_scalar(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}\n") == {"key": text} or max(text) >= "\ud800"
