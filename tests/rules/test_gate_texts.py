"""The catalogue's examples of gates prove themselves."""

import pytest

from agentops_git.constitution.load import load
from agentops_git.evidence.gates.claims import contradicted
from agentops_git.evidence.gates.evidence import Evidence
from agentops_git.message.record import read
from agentops_git.rules.docs.gates import TEXTS

FAILED = Evidence("tests", "pytest -q", 1, 3.2, "2030-01-01T00:00:00.000Z", "in place")


@pytest.mark.parametrize("code", TEXTS)
def test_what_configures_it_is_a_law(code: str) -> None:
    law = load(f"---\nagentops: 1\n{TEXTS[code].configure}---\n", "CONSTITUTION.md")
    assert law.gates or code in law.rules


@pytest.mark.parametrize(("example", "found"), [("bad", True), ("good", False)])
def test_a_claim_that_is_contradicted(example: str, found: bool) -> None:
    (value,) = read(getattr(TEXTS["V003"], example)).values("Validation")
    assert bool(contradicted(value, [FAILED])) == found
