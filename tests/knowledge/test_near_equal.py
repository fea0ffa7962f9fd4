"""Near-equal texts are one group; precise rather than greedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.grouping.near_equal import group_near_equal


def groups(*texts: str) -> list[list[str]]:
    return [[texts[at] for at in group] for group in group_near_equal(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("validate that a value is usable, not only that it is present",
         "Validate a value is usable, not only present"),
        ("Retry idempotent requests only", "retry idempotent requests only, ever"),
        ("先写测试，再写代码，然后重构", "先写测试，再写代码，然后再重构"),
        ("ＦＵＬＬ width letters are letters", "full width letters are letters"),
    ],
)  # fmt: skip
def test_near_equal_texts_are_one_group(one: str, other: str) -> None:
    assert groups(one, other) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("retry 3 times before giving up on it", "retry 5 times before giving up on it"),
        ("always lock the table before the migration", "never lock the table before the migration"),
        ("warm the cache before the deployment", "warm the cache after the deployment"),
        ("use fewer threads than cores", "use more threads than cores"),
        ("C is a language to be careful with", "Rust is a language to be happy with"),
        ("a timeout wants a retry", "a retry wants a jitter"),
    ],
)
def test_texts_that_teach_different_things_stay_apart(one: str, other: str) -> None:
    assert groups(one, other) == [[one], [other]]


def test_no_chain_joins_what_is_far_apart() -> None:
    texts = ["a b c d e f g h", "c d e f g h i j", "e f g h i j k l", "g h i j k l m n"]
    spaced = [" ".join(f"word{word}" for word in text.split()) for text in texts]
    joined = [group for group in groups(*spaced) if spaced[0] in group]
    assert spaced[3] not in joined[0]


def test_later_texts_do_not_change_who_leads() -> None:
    early = ["measure before you tune anything", "check the input at the border"]
    late = ["measure before you tune anything at all", "check inputs at the border"]
    assert groups(*early) == [[early[0]], [early[1]]]
    assert [group[0] for group in groups(*early, *late)] == early


@given(st.lists(st.text(max_size=40), max_size=20))
def test_every_text_is_in_exactly_one_group(texts: list[str]) -> None:
    found = group_near_equal(texts)
    assert sorted(at for group in found for at in group) == list(range(len(texts)))
    assert all(group == sorted(group) for group in found)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8))
def test_equal_texts_are_one_group(texts: list[str]) -> None:
    home = {at: group[0] for group in group_near_equal([*texts, *texts]) for at in group}
    assert all(home[at] == home[at + len(texts)] for at in range(len(texts)))
