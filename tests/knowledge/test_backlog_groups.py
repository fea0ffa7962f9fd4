"""Which texts are one item of the backlog: what closes one closes the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.backlog_groups import group_items


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cache the parsed config", "Cache parsed configs"),
        ("generate the schema from the dataclass", "generate schemas from dataclasses"),
        ("tell which of the keys is empty", "please tell which of the keys is empty"),
        ("document the parser of the rules", "document the parsing of the rules"),
        ("先写测试，再写代码，然后重构", "先写测试，再写代码，然后再重构"),
    ],
)
def test_one_wish_in_slightly_other_words_is_one_item(one: str, other: str) -> None:
    assert group_items([one, other]) == [[0, 1]]
    assert group_items([other, one]) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("document the export command", "document the import command"),
        ("test the upload on Windows", "test the upload on Windows and macOS"),
        ("support the format of 2.1 in readers", "support the format of 2.2 in readers"),
        ("retry the upload after a timeout", "do not retry the upload after a timeout"),
        ("the upload should retry on errors", "the upload shouldn't retry on errors"),
        ("warm the cache before the deployment", "warm the cache after the deployment"),
        ("import the settings of the old tool", "export the settings of the old tool"),
        ("convert the notes from JSON to YAML", "convert the notes from YAML to JSON"),
        ("switch the cache of parsed files on", "switch the cache of parsed files off"),
        ("show the errors of all files", "show the errors of some files"),
        ("split the report of the server", "split the report of the client"),
    ],
)
def test_what_names_another_thing_is_another_item(one: str, other: str) -> None:
    assert group_items([one, other]) == [[0], [1]]
    assert group_items([other, one]) == [[0], [1]]


def test_the_oldest_text_leads_and_later_ones_change_no_group() -> None:
    texts = ["document the export command", "document the import command"]
    more = ["document export commands", "document the import commands", "document everything"]
    assert group_items(texts) == [[0], [1]]
    assert group_items([*texts, *more]) == [[0, 2], [1, 3], [4]]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_text_is_in_exactly_one_group(texts: list[str]) -> None:
    groups = group_items(texts)
    assert sorted(at for group in groups for at in group) == list(range(len(texts)))
    assert all(group == sorted(group) for group in groups)
