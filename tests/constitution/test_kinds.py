"""What messages that git and hosts write themselves are left out, and what only looks like one."""

import pytest

from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.constitution.presets import STRICT
from agentops_git.message.subject import kind_of, parse_subject

REVERTED = "0123456789abcdef0123456789abcdef01234567"
LEFT_OUT = [
    "Merge branch 'topic'",
    "Merge branch 'topic' into main",
    "Merge commit '0123456'",
    "Merge commit 0123456",
    "Merge remote-tracking branch 'origin/main'",
    "Merge tag 'v1.0'",
    "Merge pull request #1 from ann/topic",
    "Merged PR 12: add a thing",
    f'Revert "feat: x"\n\nThis reverts commit {REVERTED}.',
    f'Reapply "feat: x"\n\nThis reverts commit {REVERTED}.',
]
FOR_HARM_ALONE = ["fixup! feat: x", "squash! feat: x", "amend! feat: x", "fixup! garbage"]
JUDGED = [
    "Merge the two parsers",
    "Merge",
    "Merged the parsers",
    "Revert garbage",
    "Reapply garbage",
    "fixup!",
    "fixup: x",
    "v1.2.3",
    "revert: x",
    "feat: x",
]


def facts(message: str) -> CommitFacts:
    kind, subject = kind_of(message), parse_subject(message)
    return CommitFacts("Ann", "ann@example.invalid", subject.type, kind=kind)


@pytest.mark.parametrize("message", LEFT_OUT)
def test_left_out(message: str) -> None:
    assert policy_for(STRICT, facts(message)) is None


@pytest.mark.parametrize("message", FOR_HARM_ALONE)
def test_judged_for_harm_alone(message: str) -> None:
    policy = policy_for(STRICT, facts(message))
    assert policy is not None
    assert policy.levels["M001"] == "error"  # of the subject behind the prefix
    assert policy.levels["M003"] == "off"
    assert policy.required == ()


@pytest.mark.parametrize("message", JUDGED)
def test_judged(message: str) -> None:
    policy = policy_for(STRICT, facts(message))
    assert policy is not None
    assert policy.levels["M001"] == "error"
    assert "Learning" in policy.required
