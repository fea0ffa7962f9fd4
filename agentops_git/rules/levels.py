"""How grave a finding is, by the law: for rules on changes, gates, approvals and exemptions."""

from agentops_git.constitution.model import Constitution, Level
from agentops_git.rules.codes import LEVELS

FIXED = ("G001",)
"""Rules whose level no law sets."""


def level_of(law: Constitution, code: str) -> Level:
    """The level that the law states for a code, else the rule's own.

    ``people:`` and ``exempt:`` have no say here: authors are forgeable.
    """
    if code in FIXED:
        return LEVELS[code]
    if code in LEVELS:
        return law.rules.get(code, LEVELS[code])
    own = law.guardrails.rules if law.guardrails else ()
    return law.rules.get(code, next((rule.level for rule in own if rule.code == code), "error"))
