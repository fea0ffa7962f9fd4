"""The records of several commits as one: what a squash adds to the message it gets."""

import pytest

from agentops_git.message.append import with_trailers
from agentops_git.message.cleanup import Cleanup
from agentops_git.message.model import Entry, Trailer
from agentops_git.message.record import read
from agentops_git.message.unite import MOST, unite


def record(*lines: str) -> tuple[Entry, ...]:
    return read("\n".join(["fix: it", "", *lines]) + "\n").entries


def added(own: tuple[Entry, ...], *records: tuple[Entry, ...]) -> list[str]:
    return [f"{key}: {value}" for key, value in unite(own, records).added]


def test_learnings_are_a_union_in_order_each_once() -> None:
    one = record("Learning: first", "Learning: second", "Not-tested: the rest")
    two = record("Learning: second", "Learning: third")
    assert added(record("Learning: own"), one, two) == [
        "Learning: first",
        "Learning: second",
        "Learning: third",
        "Not-tested: the rest",
    ]


def test_what_the_message_says_already_is_not_added() -> None:
    own = record("Intent: mine", "Learning: first\n  and more")
    assert added(own, record("Intent: theirs", "Learning: first and more")) == []


def test_prose_that_the_writer_left_out_is_joined() -> None:
    ones = [record(f"Intent: {word}", "Context: same") for word in ("a", "b", "a", "a; c")]
    assert added((), *ones) == ["Intent: a; b; c", "Context: same"]


@pytest.mark.parametrize(
    ("key", "values", "cautious"),
    [
        ("Confidence", ("high", "low", "medium"), "low"),
        ("Confidence", ("high", "who knows"), "high"),
        ("Scope-risk", ("narrow", "wide (all of it)"), "wide"),
        ("Reversibility", ("clean", "migration-needed"), "migration-needed"),
        ("Phase", ("plan", "implement"), "implement"),
        ("Session", ("s1", "s1"), "s1"),
        ("Session", ("s1", "s2"), None),
    ],
)
def test_other_keys_that_stand_once(key: str, values: tuple[str, ...], cautious: str) -> None:
    found = unite((), [record(f"{key}: {value}") for value in values]).added
    assert found == ((Trailer(key, cautious),) if cautious else ())


def test_it_expires_only_where_all_of_it_does_and_then_with_the_last() -> None:
    soon = record("Learning: a", "Expires: 2030-01-01")
    late = record("Learning: b", "Expires: 2031-01-01")
    never = record("Learning: c")
    assert added((), soon, late)[-1] == "Expires: 2031-01-01"
    assert not any("Expires" in line for line in added((), soon, late, never))
    assert not any("Expires" in line for line in added(never, soon))


def test_nothing_to_learn_gives_way_to_a_learning() -> None:
    none, real = record("Learning: none (typo)"), record("Learning: real")
    assert added((), none, record("Learning: none (docs)")) == ["Learning: none (typo)"]
    assert added((), none, real) == ["Learning: real"]
    assert unite(none, [real]).gone == {Trailer("Learning", "none (typo)")}
    assert unite(real, [none]) == unite(real, [])


def test_dialects_become_ours_and_foreign_trailers_stay_behind() -> None:
    theirs = record("AI-Gotcha: look twice", "Limit: 3 MB", "Signed-off-by: Ann <ann@x>")
    assert added((), theirs) == ["Learning: look twice", "Constraint: 3 MB"]


def test_what_git_put_together_is_united_with_itself() -> None:
    own = record("Intent: b", "Signed-off-by: A <a@x>", "Intent: a", "Learning: x")
    union = unite(own, [record("Intent: c", "Learning: y")], melded=own)
    assert [f"{key}: {value}" for key, value in union.added] == [
        "Intent: b; a",
        "Learning: x",
        "Learning: y",
    ]
    assert union.gone == {Trailer("Intent", v) for v in "ab"} | {Trailer("Learning", "x")}
    again = record(*(f"{key}: {value}" for key, value in union.added))
    assert unite(again, [record("Learning: y")], melded=again) == unite((), [])


def test_a_meld_of_something_that_stays_valid_does_not_expire() -> None:
    own = record("Learning: a", "Expires: 2030-01-01")
    gone = unite(own, [record("Learning: b")], melded=own).gone
    assert Trailer("Expires", "2030-01-01") in gone


def test_the_block_is_bounded_and_says_how_much_is_left_out() -> None:
    many = [record(f"Learning: lesson {n}", f"Intent: {'long ' * 20}{n}") for n in range(1200)]
    union = unite((), many)
    assert len(union.added) == MOST
    assert union.left_out == 201
    assert len(union.added[0].value) < MOST + 20
    assert union.added[0].value.endswith("more")


FILE = """\
feat: all of it

Learning: none (typo)
# Please enter the commit message
# ------------------------ >8 ------------------------
diff --git a/a b/a
"""


def test_trailers_go_above_gits_comments_and_what_gives_way_goes() -> None:
    strip = Cleanup("strip", "#", True)
    more = [Trailer("Intent", "a"), Trailer("Learning", "real")]
    text = with_trailers(FILE, more, strip, {Trailer("Learning", "none (typo)")})
    assert text == FILE.replace("Learning: none (typo)", "Intent: a\nLearning: real")


def test_a_co_author_never_gives_way() -> None:
    line = "Co-authored-by: Claude <noreply@anthropic.com>"
    text = with_trailers(f"feat: x\n\n{line}\n", [], Cleanup(), {Trailer("Assisted-by", "Claude")})
    assert line in text


def test_a_value_cannot_bring_a_trailer_of_its_own() -> None:
    text = with_trailers("feat: x\n", [Trailer("Learning", "a\u2028Signed-off-by: b")], Cleanup())
    assert text == "feat: x\n\nLearning: a\n  Signed-off-by: b\n"


def test_trailers_join_ours_and_leave_gits_own_at_the_end() -> None:
    text = "feat: x\n\nFixes: #1\nLearning: own\nSigned-off-by: Ann <ann@example.invalid>\n"
    more = [Trailer("Learning", "theirs")]
    assert with_trailers(text, more, Cleanup()) == text.replace("own\n", "own\nLearning: theirs\n")
    signed = "feat: x\n\nSigned-off-by: Ann <ann@example.invalid>\n"
    assert with_trailers(signed, more, Cleanup()) == signed.replace("S", "Learning: theirs\nS", 1)


def test_what_git_pasted_of_a_meld_goes_unless_it_was_cut_short() -> None:
    ones = [record(f"Intent: {word * 600}", f"Confidence: {how}") for word, how in PASTED]
    melded = tuple(entry for one in ones for entry in one)
    gone = unite(ones[-1], ones, melded).gone
    assert gone == {
        *(Trailer("Confidence", how) for how in ("high", "low", "medium")),
        *(Trailer("Intent", word * 600) for word in "ac"),
    }


PASTED = (("a", "high"), ("b", "low"), ("c", "medium"))
