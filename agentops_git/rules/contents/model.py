"""What is looked for in contents, and what is found there."""

from typing import NamedTuple

from agentops_git.constitution.guards import GuardRule
from agentops_git.constitution.model import Constitution


class Wanted(NamedTuple):
    """What to look for: what no level of the law lets out, and the law's own rules.

    ``known`` holds the SHA-1s of secrets that a baseline lists.
    """

    conflicts: bool = True
    bidi: bool = True
    homoglyphs: bool = False
    secrets: bool = True
    rules: tuple[GuardRule, ...] = ()
    known: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """One place where contents fail a rule; ``message`` never holds a secret.

    ``line`` counts from 1. ``mark`` tells equal hits: what an older version of a file holds
    already has the same one there, wherever it moved to.
    """

    code: str
    line: int
    message: str
    mark: str
    suggestion: str = ""


def wanted_by(law: Constitution) -> Wanted:
    """What a law lets us look for: nothing that it turned off."""
    guardrails = law.guardrails
    own = guardrails.rules if guardrails else ()
    on = {code: law.rules.get(code) != "off" for code in ("G012", "G013", "G014", "G018")}
    return Wanted(
        on["G012"],
        on["G013"],
        on["G014"] and bool(guardrails and guardrails.homoglyphs),
        on["G018"],
        tuple(rule for rule in own if _level(law, rule) != "off"),
    )


def mark_of(*parts: bytes) -> str:
    """A digest that equal matches share and that gives nothing of them away."""
    from hashlib import sha256  # only where there is a hit

    return sha256(b"\0".join(parts)).hexdigest()[:32]


def _level(law: Constitution, rule: GuardRule) -> str:
    return law.rules.get(rule.code, rule.level)
