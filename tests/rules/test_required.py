"""T001, T002, T010, T011 and T012: which trailers stand there."""

import pytest

from agentops_git.constitution.model import MessagePolicy
from agentops_git.message.record import read
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.message import judge
from tests.rules.judging import FINE, RECORD, codes, judged, only

SEED_SECTIONS = """\
fix: reject empty values

Context: three support cases this week ended at an empty DB_URL

They all looked alike.

Learning: validate that a value is usable, not only that it is present

Some prose that ends it.

Intent: fail loudly on a config that cannot work
"""


def test_each_missing_trailer_comes_with_the_line_to_fill_in() -> None:
    found = judged("fix: reject empty values\n")
    assert [(one.code, one.level, one.key, one.suggestion) for one in found] == [
        ("T001", "error", "Intent", "Intent: <what this change is to achieve>"),
        ("T001", "error", "Context", "Context: <what forced it: circumstances, constraints>"),
        (
            "T001",
            "error",
            "Learning",
            "Learning: <the reusable lesson, true beyond this commit; or none (REASON)>",
        ),
    ]


def test_what_was_pasted_as_it_is_is_still_nothing() -> None:
    lines = [one.suggestion for one in judged("fix: reject empty values\n") if one.suggestion]
    again = judged("fix: reject empty values\n\n" + "\n".join(lines) + "\n")
    refused = [one for one in again if one.level == "error"]
    assert {one.code for one in refused} == {"T003"}
    assert [one.suggestion for one in refused] == lines


def test_docs_owe_an_intent_alone() -> None:
    assert codes("docs: explain gzip input\n") == ["T001"]
    assert codes("docs: explain gzip input\n\nIntent: show how to read a file\n") == []


def test_keys_are_compared_without_case() -> None:
    assert codes(FINE.replace("Intent", "INTENT").replace("Learning", "learning")) == []


def test_a_value_that_git_does_not_see_is_offered_as_the_line_it_would_see() -> None:
    found = judged(SEED_SECTIONS)
    assert [(one.code, one.key, one.suggestion) for one in found if one.level == "error"] == [
        ("T001", "Context", "Context: three support cases this week ended at an empty DB_URL"),
        (
            "T001",
            "Learning",
            "Learning: validate that a value is usable, not only that it is present",
        ),
    ]


def test_what_is_published_counts_wherever_it_stands() -> None:
    policy = MessagePolicy({}, required=("Intent", "Context", "Learning"), published=True)
    found = judge(read(SEED_SECTIONS), SEED_SECTIONS, policy, Place(), stored=True)
    assert [(one.code, one.level, one.key) for one in found] == [
        ("T007", "warn", "Context"),
        ("T007", "warn", "Learning"),
    ]


def test_a_key_of_the_repository_s_own_may_be_required() -> None:
    law = "trailers:\n  own: [Ticket]\n  required: [Ticket]\n"
    assert codes("fix: reject empty values\n", law) == ["T001"]
    assert codes("fix: reject empty values\n\nticket: ABC-12\n", law) == []


def test_the_record_of_a_squashed_commit_is_not_judged_again() -> None:
    squashed = (
        "fix: gzip (#12)\n\n* feat: one\n\nIntent: todo\nLearning: test more\n\n* feat: two\n"
    )
    message = f"{squashed}\n{RECORD}"
    assert not {"T003", "T004", "T006"} & set(codes(message, stored=True))


def test_a_law_without_none() -> None:
    message = FINE.replace(
        "validate that a value is usable, not only that it is present", "none (x y)"
    )
    assert codes(message) == []
    found = only(message, "trailers:\n  none_accepted: false\n")
    assert (found.code, found.level, found.key) == ("T010", "error", "Learning")


def test_a_single_valued_key_given_twice() -> None:
    found = only(FINE + "Intent: name the key that is empty\n")
    assert (found.code, found.level, found.key, found.place.line) == ("T011", "warn", "Intent", 6)
    assert found.suggestion == (
        "Intent: fail loudly on a config that cannot work; name the key that is empty"
    )
    assert codes(FINE + "Learning: a second lesson is welcome here\n") == []


def test_a_forbidden_trailer_comes_with_the_block_that_is_left() -> None:
    law = "trailers:\n  forbidden: [Assisted-by, Co-authored-by]\n"
    found = only(FINE + "CO-AUTHORED-BY: Ann <ann@example.invalid>\n", law)
    assert (found.code, found.level, found.key) == ("T012", "error", "CO-AUTHORED-BY")
    assert found.suggestion == RECORD.rstrip("\n")
    assert codes(FINE, law) == []


def levels(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.level) for one in found]


def test_errors_come_first_then_the_order_of_the_catalogue() -> None:
    message = "Fixed the parser\n\nIntent: todo\nContext: three support cases this week\n"
    assert levels(judged(message)) == [
        ("T001", "error"),
        ("T003", "error"),
        ("M001", "warn"),
    ]


def test_the_law_sets_the_levels() -> None:
    law = "rules:\n  M001: error\n  T001: warn\n"
    assert levels(judged("Fixed the parser\n\nIntent: fail loudly then\n", law)) == [
        ("M001", "error"),
        ("T001", "warn"),
        ("T001", "warn"),
    ]


@pytest.mark.parametrize("message", ["fix: x\n", "Fixed\nit\x1b\n\nIntent: todo\n"])
def test_under_a_ceiling_everything_is_a_warning(message: str) -> None:
    policy = MessagePolicy({"M004": "error"}, required=("Intent", "Context"), ceiling="warn")
    found = judge(read(message), message, policy, Place(), stored=False)
    assert {one.level for one in found} == {"warn"}


def test_advice_waits_until_what_is_required_is_there() -> None:
    assert {found.code for found in judged("fix: reject empty values\n")} == {"T001"}


def test_advice_is_for_who_is_writing() -> None:
    assert [found.code for found in judged(FINE)] == ["T002", "T002"]
    assert judged(FINE, stored=True) == ()
    assert codes(FINE, "trailers:\n  advised: []\n") == []
    insisted = judged(FINE, "rules:\n  T002: error\n", stored=True)
    assert [(found.code, found.level) for found in insisted] == [("T002", "error")] * 2
