"""The examples of the rules on human gates are what the law under them does."""

from agentops_git.constitution.load import load
from agentops_git.enforcement.landing_demand import Consent, Demands, missing
from agentops_git.rules.docs import TEXTS

LAW = load(f"---\nagentops: 1\n{TEXTS['H001'].configure}---\n", "CONSTITUTION.md")


def consents(*names: str) -> list[Consent]:
    return [
        Consent(name, True, "change", name, "a" * 40, "b" * 40, False, "2030-01-01T00:00:00Z")
        for name in names
    ]


def test_the_law_of_the_example_asks_two_people() -> None:
    assert LAW.approvers
    (need,) = Demands(LAW).of(["pay/rate", "src/main"])
    assert need.paths == ("pay/rate",)
    lack = missing(need, consents("Ann"), LAW.approvers)
    assert lack and (lack.given, lack.ask) == (("Ann",), ("Ben",))
    assert missing(need, consents("Ann", "Ben"), LAW.approvers) is None


def test_a_rejection_is_no_consent() -> None:
    assert LAW.approvers
    (need,) = Demands(LAW).of(["pay/rate"])
    words = [*consents("Ann"), *(each._replace(approves=False) for each in consents("Ben"))]
    assert missing(need, words, LAW.approvers) is not None
