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
        ("tell which of the keys of a config is empty", "tell which keys of the config are empty"),
        ("say which key of the config is empty", "please say which key of the config is empty"),
        ("先写测试，再写代码，然后重构", "先写测试。再写代码。然后重构"),
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
        ("document the export command", "document the flags of the export command"),
        ("先写测试，再写代码，然后重构这个模块", "先写测试，再写代码，不要重构这个模块"),
        ("read the settings file of version 2", "read the settings file of version"),
        ("the and of", "of the"),
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


def test_no_chain_joins_what_is_two_words_apart() -> None:
    texts = [
        "cache the parsed config between two runs",
        "cache the parsed config between two runs locally",
        "cache the parsed config between two runs locally forever",
    ]
    assert group_items(texts) == [[0, 1], [2]]
    assert group_items(texts[::-1]) == [[0, 1], [2]]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_text_is_in_exactly_one_group(texts: list[str]) -> None:
    groups = group_items(texts)
    assert sorted(at for group in groups for at in group) == list(range(len(texts)))
    assert all(group == sorted(group) for group in groups)
