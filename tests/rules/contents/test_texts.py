"""The catalogue's examples of rules on contents, proved."""

import re

import pytest

from agentops_git.constitution.load import load
from agentops_git.rules.contents import own
from agentops_git.rules.contents.model import wanted_by
from agentops_git.rules.docs import TEXTS
from tests.rules.contents.made import ALNUM, hits, noise

CODES = ("G012", "G013", "G014", "G018", "G019")


def codes(code: str, text: str) -> list[str]:
    """The codes found in an example under the law beside it."""
    law = load(f"---\nagentops: 1\n{TEXTS[code].configure}---\n", "CONSTITUTION.md")
    whole = re.sub("‹([0-9]+)›", lambda size: noise(ALNUM, int(size[1])), text)
    return [hit.code for hit in hits(whole, "app.py", wanted_by(law))]


@pytest.mark.parametrize("code", CODES)
def test_a_bad_example_breaks_its_rule_and_a_good_one_none(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "SECONDS", 0.05)
    monkeypatch.setattr(own, "_left", {})
    assert codes(code, TEXTS[code].good) == []
    assert codes(code, TEXTS[code].bad) == [code]
