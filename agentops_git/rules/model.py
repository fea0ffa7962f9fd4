"""What a message rule is, and what it looks at."""

from collections.abc import Callable
from typing import NamedTuple

from agentops_git.constitution.model import Level, MessagePolicy
from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry, Record, Subject

OURS = frozenset(CANONICAL.values())
"""The canonical keys."""


OWN_WORDS = ("trailer", "recovered")
"""The grades of what a commit's own message states."""


class Case(NamedTuple):
    """One message under judgement.

    ``written`` holds the entries of our keys that this commit's own message states, not
    what a squash body or a note carries over from elsewhere; ``short`` those of them that
    may be a stock phrase, or less. ``present`` holds the keys, of anyone, that count as
    there. ``kind`` is what ``kind_of`` says. ``plain``: no character but newlines is invisible.
    ``usual``: every entry is ours, and a trailer.
    """

    subject: Subject
    message: str
    record: Record
    policy: MessagePolicy
    written: tuple[Entry, ...]
    short: tuple[Entry, ...]
    present: frozenset[str]
    kind: str
    stored: bool
    plain: bool
    usual: bool


class Flaw(NamedTuple):
    """Where a rule fails, before the law has said how much that matters."""

    message: str
    suggestion: str
    key: str | None = None
    line: int = 0


def judged_elsewhere(case: Case) -> tuple[Flaw, ...]:
    """Find nothing: the rule is about a change, and messages are not what it looks at."""
    return ()


class Rule(NamedTuple):
    """One check with a stable code; ``level`` holds where the law says nothing."""

    code: str
    name: str
    level: Level
    check: Callable[[Case], tuple[Flaw, ...]] = judged_elsewhere
