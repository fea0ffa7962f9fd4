"""Merges are dear: which branches are merged to try a commit that fits no patch."""

from agentops_git.survival.host_fit import MERGES, Pair, Span, worth_merging


def pair(commit: str, head: int, named: bool = False) -> Pair:
    return Pair(commit, "parent", "tree", Span("base", str(head)), named)


def test_a_commit_that_fits_is_not_tried_again() -> None:
    assert [*worth_merging([pair("a", 2), pair("b", 2)], [pair("a", 1)])] == [pair("b", 2)]


def test_only_what_the_message_names_where_it_names_one() -> None:
    pairs = [pair("a", 1), pair("a", 2, named=True), pair("b", 1)]
    assert [*worth_merging(pairs, [])] == [pair("a", 2, named=True), pair("b", 1)]


def test_a_few_of_many() -> None:
    pairs = [pair(commit, head) for commit in "ab" for head in range(200)]
    assert [one.commit for one in worth_merging(pairs, [])] == ["a"] * MERGES + ["b"] * MERGES
