"""Every rule is explained, and its examples prove it."""

from pathlib import Path

import pytest

from agentops_git.constitution.guards import Approvers, Exemptions
from agentops_git.constitution.load import load
from agentops_git.constitution.vocabulary import MESSAGE_CODES
from agentops_git.errors import UsageError
from agentops_git.evidence.exemptions.judging import Terms, void
from agentops_git.evidence.exemptions.statement import of_trailer, seconds_until
from agentops_git.rules.catalogue import to_markdown
from agentops_git.rules.docs import TEXTS
from agentops_git.rules.registry import MESSAGE_RULES, RULES
from tests.rules.judging import codes, judged

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
REFUSED = ("M004", "M005", "M007", "T001", "T003", "T004", "T008", "T010", "T012", "T013")


def test_the_codes_are_those_that_a_constitution_may_name() -> None:
    assert tuple(rule.code for rule in MESSAGE_RULES) == MESSAGE_CODES


def test_every_rule_is_explained_and_nothing_else_is() -> None:
    assert list(TEXTS) == list(RULES)


def test_the_rules_that_refuse_by_default() -> None:
    assert tuple(rule.code for rule in MESSAGE_RULES if rule.level == "error") == REFUSED


@pytest.mark.parametrize("code", MESSAGE_CODES)
def test_a_bad_example_breaks_its_rule_and_a_good_one_none(code: str) -> None:
    text = TEXTS[code]
    bad = judged(text.bad, text.configure, stored=code == "M006")
    assert code in [finding.code for finding in bad]
    assert all(finding.suggestion for finding in bad if finding.code != "T012")
    assert codes(text.good, text.configure, stored=True) == []
    assert code not in [found.code for found in judged(text.good, text.configure)]


def test_the_examples_of_a_broken_constitution() -> None:
    with pytest.raises(UsageError):
        load(TEXTS["G001"].bad, "CONSTITUTION.md")
    load(TEXTS["G001"].good, "CONSTITUTION.md")


def test_the_page_is_what_the_catalogue_says() -> None:
    written = PAGE.read_text("utf-8")
    assert written == to_markdown(), "agentops-git rules --markdown > docs/rules.md"


def exempts(message: str, configure: str) -> str:
    """The rule by which the exemption of a message's last line does not count on 24 November."""
    text = f"---\nagentops: 1\nextends: core\n{configure}---\n"
    limits = load(text, "CONSTITUTION.md").exemptions or Exemptions()
    now = seconds_until("2026-11-24T09:00Z") or 0
    terms = Terms("acme/app", "b" * 40, limits, Approvers(), now)
    value = message.splitlines()[-1].removeprefix("Exemption: ")
    wrong = void(of_trailer(value, "a" * 40), terms)
    return wrong.code if wrong else ""


@pytest.mark.parametrize("code", ["X001", "X002", "X003"])
def test_the_examples_of_exemptions(code: str) -> None:
    text = TEXTS[code]
    assert exempts(text.bad, text.configure) == code
    if code == "X003":
        assert text.good.startswith("agentops-git exempt G018 ")  # it has to be signed
    else:
        assert exempts(text.good, text.configure) == ""
