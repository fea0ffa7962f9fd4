"""Whether an exemption counts, here and now."""

from typing import NamedTuple

from agentops_git.constitution.guards import Approvers, Exemptions
from agentops_git.evidence.exemptions.statement import NAMESPACE, Exemption, Unreadable
from agentops_git.evidence.signing import SKEW, Refused, Verified, verify
from agentops_git.message.printable import one_line
from agentops_git.notes.line import utc

NEVER = ("G001", "H003", "X001", "X002", "X003")
"""Rules that nothing exempts from: a broken law, a rejection, and exemptions themselves."""
WORDS_ONLY = ("M", "T")
"""The families for which nobody has to sign."""
MALFORMED, EXPIRED, UNSIGNED = "X001", "X002", "X003"
HOUR = 3600


class Terms(NamedTuple):
    """What exemptions are held to: this repository, this law, this moment (Unix seconds).

    ``repository`` is empty where nobody said its name.
    """

    repository: str
    constitution: str
    limits: Exemptions
    approvers: Approvers
    now: int


class Void(NamedTuple):
    """Why an exemption does not count, and the rule that says so."""

    code: str
    why: str


def signer(one: Exemption, terms: Terms) -> Verified | Refused:
    """Who signed an exemption."""
    if not one.signature:
        return Refused("is not signed")
    return verify(
        one.payload, one.signature, NAMESPACE, terms.approvers.people, terms.now, one.at
    )  # fmt: skip


def void(one: Exemption | Unreadable, terms: Terms, taken_in: bool = False) -> Void | None:
    """Why an exemption does not count; None where it does.

    ``taken_in``: a protected ref holds the commit already: ``until`` and a new law ask no more.
    """
    if isinstance(one, Unreadable):
        return Void(MALFORMED, one.why)
    return (
        _not_allowed(one, terms, taken_in)
        or _not_now(one, terms, taken_in)
        or _not_signed(one, terms)
    )


def _not_allowed(one: Exemption, terms: Terms, taken_in: bool) -> Void | None:
    if one.rule in NEVER or one.rule in terms.limits.never:
        return Void(MALFORMED, f"is for {one.rule}, from which nothing exempts")
    if one.payload and terms.repository and one.repository != terms.repository:
        return Void(MALFORMED, f"is for the repository '{one_line(one.repository, 80)}'")
    if one.payload and not taken_in and one.constitution != terms.constitution:
        return Void(MALFORMED, "was made under another constitution than the one that rules now")
    return None


def _not_now(one: Exemption, terms: Terms, taken_in: bool) -> Void | None:
    """An unsigned ``at`` is anyone's word: what is asked is the time that is left, as well."""
    longest = terms.limits.max_hours * HOUR
    if one.until > terms.now + longest or (one.payload and one.until > one.at + longest):
        hours = terms.limits.max_hours
        return Void(MALFORMED, f"lasts longer than the {hours} hours that the constitution allows")
    if one.payload and one.at > terms.now + SKEW:
        return Void(MALFORMED, f"is dated in the future ({utc(one.at)})")
    if terms.now >= one.until and not taken_in:
        return Void(EXPIRED, f"expired at {utc(one.until)}")
    return None


def _not_signed(one: Exemption, terms: Terms) -> Void | None:
    if one.rule[0] in WORDS_ONLY:
        return None
    if one.signature and not terms.repository:
        why = "can't be judged where the repository has no name; "
        return Void(UNSIGNED, why + "run: git config agentops.repository OWNER/NAME")
    by = signer(one, terms)
    if isinstance(by, Refused):
        return Void(UNSIGNED, by.why)
    if asks_people(one.rule) and not by.present and _wants_presence(terms):
        return Void(UNSIGNED, "is signed by a key that says nothing of presence")
    return None


def asks_people(rule: str) -> bool:
    """Whether a rule asks for approvals: an exemption from it must not be cheaper than these."""
    return rule[0] == "H" or rule == "G002"


def _wants_presence(terms: Terms) -> bool:
    return any(each.presence for each in terms.approvers.thresholds)
