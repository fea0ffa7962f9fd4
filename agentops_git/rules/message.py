"""Judge one message: the record it states, by the rules of families M and T."""

from agentops_git.constitution.model import Level, MessagePolicy
from agentops_git.message.model import Record
from agentops_git.message.subject import kind_of
from agentops_git.rules.characters import is_plain
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.model import OURS, OWN_WORDS, Case, Flaw, Rule
from agentops_git.rules.phrases import short_ones
from agentops_git.rules.registry import MESSAGE_RULES

_SEEN = {"trailer"}


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
    entries, subject = record.entries, record.subject
    keys = frozenset([e.key for e in entries])
    usual = {e.grade for e in entries} == _SEEN and keys <= OURS
    if usual:
        written, present = entries, keys
    else:
        written = tuple([e for e in entries if e.key in OURS and e.grade in OWN_WORDS])
        present = frozenset([e.key for e in entries if policy.published or e.grade == "trailer"])
    short = written if policy.template else short_ones(written)
    plain = is_plain(message)
    kind = "ordinary" if subject.type else kind_of(message)
    return Case(
        subject, message, record, policy, written, short, present, kind, stored, plain, usual
    )


def _level(rule: Rule, policy: MessagePolicy) -> Level:
    return "warn" if policy.ceiling == "warn" else policy.levels.get(rule.code, rule.level)


def _finding(flaw: Flaw, code: str, level: Level, place: Place) -> Finding:
    where = place._replace(line=flaw.line) if flaw.line else place
    return Finding(code, level, flaw.message, where, flaw.key, flaw.suggestion)
