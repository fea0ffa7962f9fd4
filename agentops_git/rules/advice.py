"""What a message would gain: the trailers that the law advises, to whoever is writing it."""

from collections.abc import Iterable

from agentops_git.constitution.model import MessagePolicy
from agentops_git.message.keys import KEYS
from agentops_git.rules.finding import Finding, Place

ADVISED = "T002"
WOULD_HELP = "would help a later reader"
_MEANING = {key.name: key.meaning for key in KEYS}


def blank(key: str) -> str:
    """The trailer line to fill in; refused as a placeholder when it is pasted as it is."""
    return f"{key}: <{_MEANING.get(key, 'what it says')}>"


def advice(missing: Iterable[str], policy: MessagePolicy, place: Place) -> tuple[Finding, ...]:
    """T002 for a message that is right in all else."""
    level = "warn" if policy.ceiling == "warn" else policy.levels.get(ADVISED, "warn")
    if level == "off":
        return ()
    return tuple(
        Finding(ADVISED, level, f"{key} {WOULD_HELP}", place, key, blank(key)) for key in missing
    )
