"""The canonical keys of a record (docs/format.md)."""

from typing import NamedTuple


class Key(NamedTuple):
    """One canonical key: its spelling, whether it may repeat, which of the Five Laws it serves."""

    name: str
    repeats: bool
    law: int | None
    meaning: str


KEYS: tuple[Key, ...] = (
    Key("Intent", False, 3, "what this change is to achieve"),
    Key("Context", False, 3, "what forced it: circumstances, constraints"),
    Key("Solution", False, 3, "what was done, and how"),
    Key("Learning", True, 1, "the reusable lesson, true beyond this commit; or none (REASON)"),
    Key("Impact", False, 3, "outcome, with a figure where there is one"),
    Key("Improvement", True, 2, "what to make better next, optionally (impact 1-10, effort 1-10)"),
    Key("Resolves", True, 2, "an improvement id that this commit completes"),
    Key("Validation", True, 4, "what was run, and its result"),
    Key("Not-tested", True, 4, "what was left unchecked; it feeds the backlog"),
    Key("Pattern", True, 5, "slug or id of a known pattern that was applied"),
    Key("Constraint", True, 3, "a limit"),
    Key("Rejected", True, 3, "an alternative | the reason"),
    Key("Directive", True, 3, "a standing instruction"),
    Key("Confidence", False, 3, "low, medium or high"),
    Key("Scope-risk", False, 3, "narrow, moderate or wide"),
    Key("Reversibility", False, 3, "clean, migration-needed or irreversible"),
    Key("Supersedes", True, 1, "the id of a learning that this one replaces"),
    Key("Expires", False, 1, "a date after which this record's learnings are not served"),
    Key("Assisted-by", True, None, "Agent[:model] [tools]"),
    Key("Session", False, None, "an opaque session id"),
    Key("Phase", False, None, "research, plan, implement or learn"),
    Key("Exemption", True, 4, "RULE until DATE-TIME: reason"),
)

CANONICAL: dict[str, str] = {key.name.lower(): key.name for key in KEYS}
REPEATABLE: frozenset[str] = frozenset(key.name for key in KEYS if key.repeats)
