"""T007, T008 and T009: keys and values that are nearly ours."""

import pytest

from agentops_git.rules.forms import FORMS
from agentops_git.rules.values import FORMED
from tests.rules.judging import FINE, codes, judged, listed, only, with_value


def test_the_keys_that_have_a_form() -> None:
    assert set(FORMS) == FORMED


WELL_FORMED = """\
Expires: 2027-06-30 ¦ Expires: 2028-02-29 ¦ Confidence: low ¦ Confidence: High
Scope-risk: wide ¦ Reversibility: migration-needed ¦ Phase: implement
Resolves: imp-0123abcd ¦ Resolves: imp-0123456789abcdef ¦ Resolves: #12 ¦ Resolves: ABC-12
Resolves: rhbz#12345 ¦ Resolves: https://example.invalid/i/3 ¦ Supersedes: lrn-0123ABCD
Rejected: a cache | it hides the stale value
Exemption: T001 until 2027-01-31: the release is frozen
Exemption: G003 until 2027-01-31T12:00Z: a vendored file
Improvement: cache the schema ¦ Improvement: cache it (twice)
Improvement: cache the schema (impact 6, effort 2) ¦ Improvement: cache the schema (impact 6)
Assisted-by: Claude ¦ Assisted-by: Claude:claude-opus-4 ¦ Assisted-by: Gemini:CLI [lore-protocol]
Assisted-by: Claude:claude-3-opus coccinelle sparse
Pattern: retry-with-jitter ¦ Session: 0192f7a3 ¦ Validation: pytest"""


@pytest.mark.parametrize("line", listed(WELL_FORMED))
def test_values_in_their_form(line: str) -> None:
    assert codes(f"{FINE}{line}\n") == []


@pytest.mark.parametrize(
    ("key", "value", "suggestion"),
    [
        ("Expires", "2027-02-29", "Expires: <YYYY-MM-DD>"),
        ("Expires", "2027/06/30", "Expires: 2027-06-30"),
        ("Expires", "20270630", "Expires: 2027-06-30"),
        ("Expires", "next year", "Expires: <YYYY-MM-DD>"),
        ("Expires", "٢٠٢٧-٠٦-٣٠", "Expires: <YYYY-MM-DD>"),
        ("Confidence", "pretty sure", "Confidence: <low, medium or high>"),
        ("Confidence", "med", "Confidence: medium"),
        ("Scope-risk", "enormous", "Scope-risk: <narrow, moderate or wide>"),
        ("Reversibility", "migration-neded", "Reversibility: migration-needed"),
        ("Phase", "planning", "Phase: plan"),
        ("Resolves", "imp-12", "Resolves: <imp-…>"),
        ("Resolves", "0123abcdef12", "Resolves: imp-0123abcdef12"),
        ("Resolves", "lrn-0123abcd", "Resolves: imp-0123abcd"),
        (
            "Resolves",
            "imp-0123abcd, imp-4567abcd",
            "Resolves: imp-0123abcd\nResolves: imp-4567abcd",
        ),
        ("Resolves", "the parser thing", "Resolves: <imp-…>"),
        ("Supersedes", "imp-0123abcd", "Supersedes: lrn-0123abcd"),
        ("Rejected", "a cache", "Rejected: a cache | <reason>"),
        ("Rejected", "| it hides stale values", "Rejected: <alternative> | <reason>"),
        ("Exemption", "T001: frozen", "Exemption: T001 until <YYYY-MM-DD>: frozen"),
        (
            "Exemption",
            "T001 until 2027-13-01: frozen",
            "Exemption: T001 until <YYYY-MM-DD>: frozen",
        ),
        ("Exemption", "T001 until 2027-01-01", "Exemption: T001 until 2027-01-01: <reason>"),
        (
            "Improvement",
            "cache it (impact 11, effort 0)",
            "Improvement: cache it (impact 10, effort 1)",
        ),
        (
            "Improvement",
            "cache it (impact: 6, effort: 2)",
            "Improvement: cache it (impact 6, effort 2)",
        ),
        (
            "Improvement",
            "cache it (impact high)",
            "Improvement: cache it (impact <1-10>, effort <1-10>)",
        ),
        ("Assisted-by", "Claude Code <noreply@example.invalid>", "Assisted-by: Claude-Code"),
    ],
)
def test_a_malformed_value_comes_with_the_line_that_was_meant(
    key: str, value: str, suggestion: str
) -> None:
    found = only(f"{FINE}{key}: {value}\n")
    assert (found.code, found.level, found.key) == ("T008", "error", key)
    assert found.suggestion == suggestion


def test_the_key_of_a_malformed_value_may_have_any_case() -> None:
    assert codes(FINE + "expires: next year\n") == ["T008"]


def test_a_dialect_keeps_its_own_ids() -> None:
    assert codes(FINE + "Lore-id: 92e84ab4\nSupersedes: f5d62b60\n") == []
    assert codes(FINE + "Record-Id: r-qual109\nSupersedes: r-seabin39\nCertainty: firm\n") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Learnings", "Learning"),
        ("Learing", "Learning"),
        ("Lerning", "Learning"),
        ("Intnet", "Intent"),
        ("Contxt", "Context"),
        ("Soluton", "Solution"),
        ("NotTested", "Not-tested"),
        ("Not-Testd", "Not-tested"),
        ("Improvment", "Improvement"),
        ("Scoperisk", "Scope-risk"),
        ("Supercedes", "Supersedes"),
        ("Assistedby", "Assisted-by"),
    ],
)
def test_a_misspelt_key(written: str, meant: str) -> None:
    found = only(f"{FINE}{written}: a default hides the value that is missing\n")
    assert (found.code, found.level, found.key, found.place.line) == ("T009", "warn", written, 6)
    assert found.suggestion == f"{meant}: a default hides the value that is missing"


OTHERS = """\
Signed-off-by Reviewed-by Acked-by Tested-by Reported-by Suggested-by Co-authored-by Fixes
Closes Cc Link Change-Id Refs See-also Note BREAKING-CHANGE Content Resolved Rejects-by Ticket
Not-Tested INTENT Release-Note Depends-On Bug Issue Task https 12 x Reviewed-on Pull-Request
Session-Id Lore-id Record-Id Related Implements Epic Result Research Plan Attribution"""


@pytest.mark.parametrize("key", [*OTHERS.split()])
def test_keys_of_other_conventions_are_no_typos(key: str) -> None:
    assert "T009" not in codes(f"{FINE}{key}: a default hides the value that is missing\n")


def test_a_repository_s_own_key_is_no_typo() -> None:
    message = FINE + "Learnings: a default hides the value that is missing\n"
    assert codes(message, "trailers:\n  own: [Learnings]\n") == []


def test_a_label_that_git_does_not_see() -> None:
    message = FINE.replace("\n\nIntent", "\n\nValidation: pytest (214 passed)\n\nIntent")
    found = only(message)
    assert (found.code, found.level, found.key, found.place.line) == (
        "T007",
        "warn",
        "Validation",
        3,
    )
    assert found.suggestion == "Validation: pytest (214 passed)"


def test_a_value_is_read_in_the_time_that_its_length_takes() -> None:
    for value in (
        "a" * 1_000_000,
        "(" * 1_000_000,
        "0" * 1_000_000,
        "a b " * 250_000,
        "无" * 500_000,
    ):
        for key in ("Learning", "Expires", "Resolves", "Improvement", "Exemption", "Assisted-by"):
            for found in judged(with_value(key, value)):
                assert len(found.suggestion or "") < 2_000
                assert len(found.message) < 2_000
    many = "".join(
        f"Learning: lesson number {n} of many that a squash brought\n" for n in range(5_000)
    )
    judged(FINE + many)
