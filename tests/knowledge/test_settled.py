"""People's last word on groups and names: pure functions of ids and decisions."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.last_word import Pattern, Stated, Word, last_words, with_file
from agentops_git.knowledge.settled import Group, parts, settled, spoken_of
from agentops_git.memory.records import Decision
from agentops_git.message.ids import LearningId, learning_id, pattern_id

IDS = [learning_id(f"lesson {number}") for number in range(8)]
A, B, C, D, E, F, G, H = IDS
PA, PB, PC, PD = map(pattern_id, IDS[:4])


def merge(
    into: str, *learned: LearningId, at: int = 0, name: str = "", by: str = "Ann"
) -> Decision:
    return Decision("merge", (into, *learned), {"name": name} if name else {}, at, by)


def split(
    of: str, moved: Sequence[LearningId], rest: Sequence[LearningId], new: str, at: int = 0
) -> Decision:
    return Decision("split", (of, *moved), {"rest": [*rest], "new": new}, at, "Ann")


def near(one: int, other: int) -> float:
    return 1 / (1 + abs(one - other))


def groups(base: Sequence[Sequence[int]], *decisions: Decision) -> list[list[int]]:
    return [group.members for group in settled(base, IDS, decisions, near)]


def test_without_decisions_the_groups_stand() -> None:
    assert settled([[0, 2], [1]], IDS, (), near) == [Group(PA, [0, 2]), Group(PB, [1])]


def test_a_merge_keeps_the_id_of_the_first_even_where_the_other_is_older() -> None:
    assert settled([[0, 2], [1]], IDS, [merge(PB, B, A, C)], near) == [Group(PB, [0, 1, 2])]


def test_a_merge_holds_when_a_group_grows_and_when_it_falls_apart() -> None:
    decided = merge(PA, A, B)
    assert groups([[0, 2], [1, 3], [4]], decided) == [[0, 1, 2, 3], [4]]
    assert groups([[0], [2], [1, 3]], decided) == [[0, 1, 3], [2]]


def test_what_is_split_stays_apart_and_new_learnings_go_to_the_nearest_part() -> None:
    decided = split(PA, [F, G], [A, B], PD)
    assert settled([[0, 1, 2, 4, 5, 6, 7]], IDS, [decided], near) == [
        Group(PA, [0, 1, 2]),
        Group(PD, [4, 5, 6, 7]),
    ]


def test_a_pattern_keeps_its_id_when_its_oldest_learning_is_split_off() -> None:
    assert settled([[0, 1, 2]], IDS, [split(PA, [A], [B, C], PD)], near) == [
        Group(PD, [0]),
        Group(PA, [1, 2]),
    ]


def test_the_last_word_rules_whatever_order_the_lines_come_in() -> None:
    apart = split(PA, [B], [A, C], PB, at=1)
    again = merge(PA, A, B, C, at=2)
    for order in ([apart, again], [again, apart]):
        assert groups([[0, 1, 2]], *order) == [[0, 1, 2]]
    later = apart._replace(at=3)
    assert groups([[0, 1, 2]], later, again) == [[0, 2], [1]]


def test_a_decision_comes_after_what_its_maker_saw_though_the_clock_was_behind() -> None:
    apart = split(PA, [B], [A], PB, at=100)
    again = merge(PA, A, B, at=7)._replace(fields={"seen": 100})
    assert groups([[0, 1]], apart, again) == [[0, 1]]


def test_two_clones_that_split_one_pattern_each_get_their_part() -> None:
    one = split(PA, [A], [B, C, D], PB, at=1)
    other = split(PA, [D], [A, B, C], PD, at=2)
    assert groups([[0, 1, 2, 3]], one, other) == groups([[0, 1, 2, 3]], other, one)
    assert groups([[0, 1, 2, 3]], one, other) == [[0], [1, 2], [3]]


def test_two_patterns_that_are_to_stay_two_do() -> None:
    keep = split(PA, [B], [A], PB)
    assert settled([[0, 1, 2]], IDS, [keep], near) == [Group(PA, [0]), Group(PB, [1, 2])]


def test_learnings_that_are_not_here_and_lines_that_say_nothing_change_nothing() -> None:
    strange = [
        Decision("merge", (PA,), {}, 0, ""),
        Decision("merge", (A, B), {}, 0, ""),
        Decision("split", (PA, "lrn-12"), {"rest": 7, "new": ["x"]}, 0, ""),
        Decision("dance", (PA, A, B), {}, 0, ""),
        merge(PA, learning_id("nowhere"), learning_id("elsewhere")),
    ]
    assert groups([[0], [1]], *strange) == [[0], [1]]


def test_ids_stay_distinct_whatever_lines_claim() -> None:
    claims = [split(PA, [B], [A], PA), split(PA, [C], [A, B], PA)]
    found = settled([[0, 1, 2]], IDS, claims, near)
    assert len({group.id for group in found}) == len(found) == 3


def test_a_pair_is_spoken_of_once_a_decision_names_both() -> None:
    said = spoken_of([split(PA, [B], [A], PB), merge(PC, C, D)])
    asked = [([A], [B]), ([E, D], [C]), ([A, B], [C, D]), ([E], [F])]
    assert [said(*pair) for pair in asked] == [True, True, False, False]


some = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)
ats = st.integers(0, 5)
merges = st.builds(lambda ids, at: merge(pattern_id(ids[0]), *ids, at=at), some, ats)
splits = st.builds(
    lambda ids, rest, new, at: split(pattern_id(ids[0]), ids, rest, pattern_id(new), at),
    some, some, st.sampled_from(IDS), ats,
)  # fmt: skip
decided = st.lists(st.one_of(merges, splits), max_size=6)


@st.composite
def bases(draw: st.DrawFn) -> list[list[int]]:
    homes = draw(st.lists(st.integers(0, 4), min_size=len(IDS), max_size=len(IDS)))
    made = [[at for at, home in enumerate(homes) if home == number] for number in range(5)]
    return sorted(group for group in made if group)


@given(bases(), decided)
def test_every_learning_is_in_exactly_one_group(
    base: list[list[int]], decisions: list[Decision]
) -> None:
    found = settled(base, IDS, decisions, near)
    assert sorted(at for group in found for at in group.members) == list(range(len(IDS)))
    assert len({group.id for group in found}) == len(found)
    assert found == sorted(found, key=lambda group: group.members[0])


@given(bases(), decided)
def test_deciding_the_same_again_changes_nothing(
    base: list[list[int]], decisions: list[Decision]
) -> None:
    once = settled(base, IDS, decisions, near)
    assert settled(base, IDS, [*decisions, *decisions], near) == once
    assert settled([group.members for group in once], IDS, decisions, near) == once


@given(bases(), decided, st.data())
def test_lines_may_come_in_any_order(
    base: list[list[int]], decisions: list[Decision], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(decisions))
    assert settled(base, IDS, shuffled, near) == settled(base, IDS, decisions, near)


@given(decided, some)
def test_a_merge_that_comes_last_unites(decisions: list[Decision], ids: list[LearningId]) -> None:
    found = parts([*decisions, merge(pattern_id(ids[0]), *ids, at=9)])
    assert [part.id for part in found if part.members & {*ids}] == [pattern_id(ids[0])]


@given(decided, some, some)
def test_a_split_that_comes_last_parts(
    decisions: list[Decision], ids: list[LearningId], others: list[LearningId]
) -> None:
    rest = [oid for oid in others if oid not in ids]
    found = parts([*decisions, split(PA, ids, rest, PB, at=9)])
    (own,) = [part for part in found if part.members & {*ids}]
    assert own.members >= {*ids} and not own.members & {*rest}


def rename(of: str, name: str, *learned: LearningId, at: int = 0) -> Decision:
    return Decision("rename", (of, *learned), {"name": name}, at, "Ann")


def named(patterns: Sequence[Pattern], *decisions: Decision) -> dict[int, str]:
    return {at: word.name for at, word in last_words(patterns, decisions).items()}


def test_a_name_follows_most_of_the_learnings_it_was_given_for() -> None:
    decided = rename(PA, "limit every retry", A, B, C)
    assert named([Pattern(PA, [A, D]), Pattern(PB, [B, C])], decided) == {1: "limit every retry"}


def test_a_name_stays_with_the_pattern_from_which_more_was_split_off() -> None:
    decided = [rename(PA, "limits", A, B, C, D), split(PA, [B, C, D], [A], PB, at=1)]
    assert named([Pattern(PA, [A]), Pattern(PB, [B, C, D])], *decided) == {0: "limits", 1: ""}


def test_renaming_twice_leaves_the_second_name_and_a_merge_that_of_its_first() -> None:
    one, other = rename(PA, "one", A, at=1), rename(PA, "other", A, at=2)
    assert named([Pattern(PA, [A])], other, one) == {0: "other"}
    into = merge(PA, A, B, at=3, name="other")
    late = rename(PB, "third", B, at=2)
    assert named([Pattern(PA, [A, B])], one, other, late, into) == {0: "other"}


def test_what_was_given_up_takes_not_with_it_what_it_is_merged_into() -> None:
    gone = Decision("deprecate", (PB, B), {"reason": "too slow"}, 1, "Ann")
    (word,) = last_words([Pattern(PA, [A, B])], [gone, merge(PA, A, B, at=2)]).values()
    assert not word.deprecated


def test_a_pattern_that_was_given_up_can_be_taken_back() -> None:
    gone = Decision("deprecate", (PA, A), {"reason": "too slow", "instead": PB}, 1, "Ann")
    back = Decision("undeprecate", (PA, A), {}, 2, "Ann")
    assert last_words([Pattern(PA, [A])], [gone]) == {
        0: Word(deprecated=True, reason="too slow", by=PB, deprecated_at=1)
    }
    (word,) = last_words([Pattern(PA, [A])], [gone, back]).values()
    assert (word.deprecated, word.reason, word.by) == (False, "", None)


class TestBesideAFile:
    """A decision that the file does not know yet rules; else the file does."""

    def test_a_file_names_its_pattern(self) -> None:
        assert with_file(Word(), Stated("by hand", False, "", 0)).name == "by hand"

    def test_a_newer_name_rules_over_the_file(self) -> None:
        assert with_file(Word("decided", 7), Stated("by hand", False, "", 6)).name == "decided"

    def test_a_name_that_was_edited_after_the_decision_rules(self) -> None:
        assert with_file(Word("decided", 7), Stated("by hand", False, "", 7)).name == "by hand"

    def test_a_name_that_was_taken_back_leaves_the_file(self) -> None:
        assert with_file(Word(), Stated("decided", False, "", 7)).name == ""

    def test_a_person_may_give_up_a_pattern_in_its_file_and_take_it_back_there(self) -> None:
        by_hand = with_file(Word(), Stated("x", True, "too slow", 0))
        assert (by_hand.deprecated, by_hand.reason) == (True, "too slow")
        gone = Word(deprecated=True, reason="why", deprecated_at=7)
        assert with_file(gone, Stated("x", False, "", 6)).deprecated
        assert not with_file(gone, Stated("x", False, "", 7)).deprecated
        assert with_file(gone, Stated("x", True, "", 7)).reason == "why"
