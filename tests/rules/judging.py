"""Judging a message in one word."""

from agentops_git.constitution.load import load
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.message.record import read
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.message import judge

RECORD = """\
Intent: fail loudly on a config that cannot work
Context: three support cases this week ended at an empty DB_URL
Learning: validate that a value is usable, not only that it is present
"""
FINE = f"fix(parser): reject empty config values\n\n{RECORD}"


def judged(message: str, law: str = "", stored: bool = False) -> tuple[Finding, ...]:
    """Judge a message by the front matter ``law``, over the preset core."""
    record = read(message)
    constitution = load(f"---\nagentops: 1\n{law}---\n", "CONSTITUTION.md")
    policy = policy_for(constitution, CommitFacts(type=record.subject.type))
    assert policy
    return judge(record, message, policy, Place(subject=record.subject.text), stored)


def codes(message: str, law: str = "", stored: bool = False) -> list[str]:
    """The codes found, without the advice to say more."""
    return [found.code for found in judged(message, law, stored) if found.code != "T002"]


def only(message: str, law: str = "", stored: bool = False) -> Finding:
    """The one finding of a message."""
    (found,) = [found for found in judged(message, law, stored) if found.code != "T002"]
    return found


def with_value(key: str, value: str) -> str:
    """The fine message, with one more trailer or another value of one that it has."""
    kept = [line for line in RECORD.splitlines() if not line.startswith(f"{key}:")]
    return "\n".join(["fix(parser): reject empty config values", "", *kept, f"{key}: {value}", ""])


def listed(text: str) -> list[str]:
    """The items of a list that is written as text, one or several (with `` ¦ ``) a line."""
    return [item.strip() for line in text.splitlines() for item in line.split("¦")]
