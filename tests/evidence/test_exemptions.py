"""Which exemptions count: each is tried by an attacker at a fixed moment."""

from pathlib import Path

import pytest

from agentops_git.constitution.guards import Approvers, Exemptions, Threshold
from agentops_git.evidence.approvals.statement import payload_of
from agentops_git.evidence.exemptions.judging import Terms, void
from agentops_git.evidence.exemptions.statement import (
    FIELD,
    NAMESPACE,
    Exemption,
    Unreadable,
    of_line,
    of_trailer,
    seconds_until,
    to_trailer,
)
from agentops_git.evidence.signing import sign
from agentops_git.notes.line import make_line, utc
from tests.evidence.signers import Signer, Token, signer

NOW = 1_790_000_000  # 2026-09-21T14:13:20Z
HOUR = 3600
COMMIT, BLOB = "a" * 40, "b" * 40
TERMS = Terms("acme/app", BLOB, Exemptions(max_hours=48), Approvers(), NOW)


def why(one: Exemption | Unreadable | None, terms: Terms = TERMS, taken_in: bool = False) -> str:
    """The code and the reason for which an exemption is void; empty where it counts."""
    assert one is not None
    found = void(one, terms, taken_in)
    return f"{found.code} {found.why}" if found else ""


def trailer(text: str) -> Exemption | Unreadable:
    return of_trailer(text, COMMIT)


def fields(**changed: object) -> dict[str, object]:
    return {
        "v": 1, "repository": "acme/app", "rule": "G006", "until": utc(NOW + HOUR),
        "reason": "the new model", "paths": [], "commits": [COMMIT], "constitution": BLOB,
        "at": utc(NOW), "nonce": "0" * 32, **changed,
    }  # fmt: skip


def noted(signature: str = "", **changed: object) -> Exemption | Unreadable | None:
    said = {FIELD: fields(**changed), **({"signature": signature} if signature else {})}
    return of_line(make_line("audit", utc(NOW), "X <x@y>", None, said))


@pytest.fixture
def ann(tmp_path: Path) -> Signer:
    return signer(tmp_path, "Ann")


def law(*people: Signer, revoked: bool = False, presence: bool = False) -> Terms:
    thresholds = (Threshold(presence=presence),)
    named = tuple(each.approver(revoked=revoked) for each in people)
    return TERMS._replace(approvers=Approvers(named, thresholds))


def signed(by: Signer, namespace: str = NAMESPACE, **changed: object) -> Exemption:
    made = noted(sign(payload_of(fields(**changed)), namespace, by.file), **changed)
    assert isinstance(made, Exemption)
    return made


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-09-21", "2026-09-21T00:00:00Z"),
        ("2026-09-21T14:13", "2026-09-21T14:13:00Z"),
        ("2026-09-21 14:13:20Z", "2026-09-21T14:13:20Z"),
        ("2026-09-21T14:13:20+02:00", "2026-09-21T12:13:20Z"),
        ("2026-09-21T14:13:20-0930", "2026-09-21T23:43:20Z"),
    ],
)
def test_a_time_is_utc_unless_it_names_a_zone(text: str, when: str) -> None:
    assert utc(seconds_until(text) or 0) == when


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-02-30",
        "2026-09-21T25:00",
        "٢٠٢٦-09-21",
        "2026-09-21T10:00+99:00",
        "9" * 99,
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert seconds_until(text) is None


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (NOW + 1, ""),
        (NOW + 48 * HOUR, ""),
        (NOW, "X002 expired at 2026-09-21T14:13:20Z"),
        (NOW - 1, "X002 expired at 2026-09-21T14:13:19Z"),
        (
            NOW + 48 * HOUR + 1,
            "X001 lasts longer than the 48 hours that the constitution allows",
        ),
        (
            4_070_908_800,
            "X001 lasts longer than the 48 hours that the constitution allows",
        ),
    ],
)
def test_until_is_the_moment_before_which_a_commit_may_be_taken_in(until: int, said: str) -> None:
    """2099 never comes into reach, and at exactly ``until`` it is over."""
    assert why(trailer(to_trailer("T001", until, "an import").partition(" ")[2])) == said


def test_what_a_protected_ref_holds_is_not_judged_again_for_until() -> None:
    assert why(trailer("T001 until 2026-01-01: an import"), taken_in=True) == ""


@pytest.mark.parametrize("text", ["T001 until 2026-09-22", "T001 until soon: x", "x", "T001: x"])
def test_a_trailer_that_is_no_exemption_says_so(text: str) -> None:
    assert why(trailer(text)) == "X001 is not RULE until DATE-TIME: reason"


@pytest.mark.parametrize("rule", ["G018", "G002", "G900", "V001", "H001"])
def test_an_agent_that_writes_an_exemption_itself_exempts_from_no_change(rule: str) -> None:
    assert why(trailer(f"{rule} until 2026-09-22: it said so")) == "X003 is not signed"


@pytest.mark.parametrize("rule", ["G001", "H003", "X001", "X002", "X003"])
def test_some_rules_have_no_exemptions(rule: str, ann: Signer) -> None:
    assert (
        why(signed(ann, rule=rule), law(ann)) == f"X001 is for {rule}, from which nothing exempts"
    )


def test_a_law_names_more_of_them() -> None:
    terms = TERMS._replace(limits=Exemptions(never=("T001",)))
    assert why(trailer("T001 until 2026-09-22: x"), terms).startswith("X001 is for T001")


def test_a_signed_one_counts_for_changes(ann: Signer) -> None:
    assert why(signed(ann), law(ann)) == ""


def test_of_someone_else_than_the_law_names(ann: Signer, tmp_path: Path) -> None:
    eve = signer(tmp_path, "Eve")
    assert why(signed(eve), law(ann)).startswith("X003 is signed by a key that the law does not")


def test_of_someone_whose_key_is_revoked(ann: Signer) -> None:
    said = why(signed(ann), law(ann, revoked=True))
    assert said == "X003 is signed by a key that is revoked"


def test_an_approval_is_no_exemption(ann: Signer) -> None:
    said = why(signed(ann, namespace="agentops-git/approval"), law(ann))
    assert said == "X003 is signed for another purpose ('agentops-git/approval')"


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "G018"},
        {"until": utc(NOW + 2 * HOUR)},
        {"paths": ["**"]},
        {"commits": []},
        {"reason": "another one"},
        {"more": "fields"},
    ],
)
def test_what_was_signed_can_not_be_widened(ann: Signer, changed: dict[str, object]) -> None:
    signature = signed(ann).signature
    said = why(noted(signature, **changed), law(ann))
    assert said == "X003 has a signature that does not fit what it says; it was altered"


def test_one_of_a_fork_counts_for_nothing_here(ann: Signer) -> None:
    said = why(signed(ann, repository="mallory/app"), law(ann))
    assert said == "X001 is for the repository 'mallory/app'"


def test_where_the_repository_has_no_name_no_signed_one_counts(ann: Signer) -> None:
    said = why(signed(ann), law(ann)._replace(repository=""))
    assert said.startswith("X003 can't be judged where the repository has no name")


def test_of_an_earlier_law(ann: Signer) -> None:
    said = why(signed(ann), law(ann)._replace(constitution="c" * 40))
    assert said == "X001 was made under another constitution than the one that rules now"


def test_a_forged_date_buys_no_time(ann: Signer) -> None:
    early = signed(ann, at=utc(NOW - 48 * HOUR))
    assert why(early, law(ann)).startswith("X001 lasts longer than the 48 hours")
    late = signed(ann, at=utc(NOW + HOUR))
    assert why(late, law(ann)) == "X001 is dated in the future (2026-09-21T15:13:20Z)"


def test_a_gate_of_people_that_wants_presence_wants_it_here_too(ann: Signer) -> None:
    said = why(signed(ann, rule="H001"), law(ann, presence=True))
    assert said == "X003 is signed by a key that says nothing of presence"


def test_a_hardware_key_that_was_touched_has_it(ann: Signer) -> None:
    token = Token()
    touched = noted(token.sign(payload_of(fields(rule="H001")), NAMESPACE, 1), rule="H001")
    owner = ann._replace(public=token.public)
    assert why(touched, law(owner, presence=True)) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"v": 2}, "X001 is of a form that this agentops-git does not read"),
        ({"rule": "all"}, "X001 names no rule or no reason"),
        ({"reason": " "}, "X001 names no rule or no reason"),
        ({"until": 7}, "X001 lacks a field that every exemption has"),
        ({"paths": "docs/**"}, "X001 has a list that is none"),
        ({"commits": [COMMIT, 7]}, "X001 has a list that is none"),
        ({"commits": None}, "X001 has a list that is none"),
    ],
)
def test_a_note_that_is_no_exemption_says_so(changed: dict[str, object], said: str) -> None:
    assert why(noted("", **changed)) == said
