"""What holds of every judgement: it ends, it says little, and what it suggests mends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.constitution.model import MessagePolicy
from agentops_git.message.record import read
from agentops_git.rules.docs import TEXTS
from agentops_git.rules.finding import Place
from agentops_git.rules.message import judge
from agentops_git.rules.registry import RULES
from tests.rules.judging import FINE, codes, judged

CORE = MessagePolicy(
    {}, required=("Intent", "Learning"), forbidden=("Session",), types=("fix", "feat")
)
PIECES = st.sampled_from(
    [
        "fix: ", "Fixed", "fixup! ", "Merge branch 'x'", "\n", "\n\n", "Intent:", "Learning: ",
        "Expires: ", "Resolves: imp-", "Improvement: x (impact 11)", "Learnigs: ", "Session: ",
        "none (", ")", "<", ">", "todo", "\x1b[", "\u202e", "\u2067", "\udce9", "空の値", "é",
        "Confidence: ", " ", "a b c d", "|", "T001 until 2027-01-01: ", "\r\n", "\t", "\ufeff",
    ]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text()), st.booleans())
def test_any_text_is_judged(message: str, stored: bool) -> None:
    found = judge(read(message), message, CORE, Place(), stored)
    levels = [one.level for one in found]
    assert levels == sorted(levels), "errors come first"
    for one in found:
        assert one.code in RULES
        assert one.suggestion is not None
        assert one.message
        assert "\n" not in one.message
        assert len(one.message) < 400


@pytest.mark.parametrize("code", ["M001", "M002", "M003", "M004", "M005", "M007"])
def test_a_pasted_subject_mends(code: str) -> None:
    text = TEXTS[code]
    found = next(one for one in judged(text.bad, text.configure) if one.code == code)
    _, _, rest = text.bad.partition("\n\n")
    assert code not in codes(f"{found.suggestion}\n\n{rest}", text.configure)


@pytest.mark.parametrize(
    "line",
    [
        "Expires: next year",
        "Confidence: sure",
        "Resolves: the parser thing",
        "Improvement: cache the schema (impact high)",
        "Rejected: a cache",
        "Exemption: T001: frozen",
        "Exemption: T001 until 2027-01-01",
        "Solution: pooling",
        "Impact: todo",
        "Impact:",
        "Impact: <outcome, with a figure where there is one> (advised)",
        "Solution: a pool of connections, shared by all of the workers <reason>",
    ],
)
def test_a_blank_that_was_pasted_is_still_refused(line: str) -> None:
    found = next(one for one in judged(f"{FINE}{line}\n") if one.level == "error")
    again = [one for one in judged(f"{FINE}{found.suggestion}\n") if one.level == "error"]
    assert {one.code for one in again} <= {"T003", "T008"}
    assert again


@pytest.mark.parametrize(
    "line",
    [
        "Expires: 2027/06/30",
        "Confidence: med",
        "Resolves: 0123abcdef12",
        "Improvement: cache the schema (impact 11, effort 2)",
        "Learnings: a default hides the value that is missing",
        "Assisted-by: Some Agent <noreply@example.invalid>",
    ],
)
def test_a_pasted_line_mends(line: str) -> None:
    (found,) = [one for one in judged(f"{FINE}{line}\n") if one.code != "T002"]
    assert codes(f"{FINE}{found.suggestion}\n") == []
