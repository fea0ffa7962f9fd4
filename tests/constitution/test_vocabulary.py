"""The words of a constitution are those of the packages that define them."""

from agentops_git.constitution.presets import LIGHT_TYPES
from agentops_git.constitution.presets import TYPES as OURS
from agentops_git.constitution.vocabulary import MESSAGE_CODES, TRAILER_KEYS, USUAL_KEYS
from agentops_git.message.keys import KEYS
from agentops_git.message.subject import TYPES
from agentops_git.rules.registry import RULES


def test_trailer_keys() -> None:
    assert tuple(key.name for key in KEYS) == TRAILER_KEYS
    assert not set(USUAL_KEYS) & set(TRAILER_KEYS)


def test_rule_codes() -> None:
    assert tuple(code for code in RULES if code[0] in "MT") == MESSAGE_CODES


def test_commit_types() -> None:
    assert set(TYPES) <= set(OURS)
    assert set(LIGHT_TYPES) <= set(OURS)
