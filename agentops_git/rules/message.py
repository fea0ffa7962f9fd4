"""Judge one message: the record it states, by the rules of families M and T."""

from agentops_git.constitution.model import Level, MessagePolicy
from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Record
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.model import Case, Flaw, Rule
from agentops_git.rules.registry import MESSAGE_RULES

_OURS = frozenset(CANONICAL.values())
_OWN_WORDS = ("trailer", "recovered")


def judge(
    record: Record, message: str, policy: MessagePolicy, place: Place, stored: bool
) -> tuple[Finding, ...]:
    """Say what is wrong with a message as git stores it, errors first, then by the catalogue.

    ``stored`` is true of a commit in a range, false of a message that is being written.
    """
    case = _case(record, message, policy, stored)
    levels = policy.levels
    found: list[Finding] = []
    for rule in MESSAGE_RULES:
        if levels and levels.get(rule.code) == "off":
            continue
        flaws = rule.check(case)
        if flaws:
            level = _level(rule, policy)
            found += [_finding(flaw, rule.code, level, place) for flaw in flaws]
    if len(found) > 1:
        found.sort(key=lambda finding: finding.level != "error")
    return tuple(found)


def _case(record: Record, message: str, policy: MessagePolicy, stored: bool) -> Case:
    entries = record.entries
    written = tuple([e for e in entries if e.key in _OURS and e.grade in _OWN_WORDS])
    seen = entries if policy.published else tuple([e for e in entries if e.grade == "trailer"])
    plain = message.replace("\n", "").isprintable()
    return Case(
        record.subject, message, record, policy, written, seen, _kind(record), stored, plain
    )


def _kind(record: Record) -> str:
    text = record.subject.text
    if record.subject.type is not None and "! " not in text:
        return ""
    return ""


def _level(rule: Rule, policy: MessagePolicy) -> Level:
    return "warn" if policy.ceiling == "warn" else policy.levels.get(rule.code, rule.level)


def _finding(flaw: Flaw, code: str, level: Level, place: Place) -> Finding:
    where = place._replace(line=flaw.line) if flaw.line else place
    return Finding(code, level, flaw.message, where, flaw.key, flaw.suggestion)
