"""A cheap proof that a message is right: most messages of a lawful history need no closer look.

Whatever passes here has no finding under the full rules; a property test holds that. What
does not pass may still be right: it is read and judged.
"""

import re
from collections.abc import Sequence

from agentops_git.constitution.model import MessagePolicy
from agentops_git.rules.advice import ADVISED
from agentops_git.rules.phrases import MEANINGS, is_vague
from agentops_git.rules.text import repeats

_KEYS = "Intent|Context|Solution|Learning|Impact|Validation"
_TOKEN = r"[A-Za-z0-9][!-;=-~]*+"  # no "<": that begins the blanks that we suggest
_WORDY = rf"(?![Nn][Oo][Nn][Ee]\b){_TOKEN}(?: {_TOKEN}){{4}}(?: [ -;=-~]*+)?"
_SIGNED = r"Signed-off-by: [A-Za-z][ -~]*+"
_SUBJECT = re.compile(r"([a-z]{2,12})(?:\([a-z0-9_./-]+\))?!?: ([!-~][ -~]*+)\n\n")
_BLOCK = re.compile(rf"(?:(?:(?:{_KEYS}): {_WORDY}|{_SIGNED})\n)+")
_PAIR = re.compile(r"([A-Za-z-]+): ([^\n]*)\n")
_FEWEST_WORDS = 5

PlainSubject = re.Match[str]


def plain_subject(message: str) -> PlainSubject | None:
    """The subject in the plainest Conventional Commits form, its type the first group, or None."""
    return _SUBJECT.match(message)


def plain_keys(message: str) -> set[str]:
    """The keys of a message that is plainly right."""
    return {key for key, _ in _PAIR.findall(message, message.rstrip("\n").rfind("\n\n") + 2)}


def plainly_right(message: str, subject: PlainSubject, policy: MessagePolicy) -> bool:
    """Whether a stored message with a plain subject surely has no finding under ``policy``."""
    start = message.rfind("\n\n", 0, len(message.rstrip("\n"))) + 2
    if not _BLOCK.fullmatch(message, start) or not _subject_fits(subject, policy):
        return False
    if policy.min_words > _FEWEST_WORDS or policy.template:
        return False
    pairs = _PAIR.findall(message, start)
    if subject.end() != start and not _is_plain_body(message, start, pairs):
        return False
    return _keys_fit(dict(pairs), len(pairs), policy) and _values_teach(dict(pairs), subject)


def _is_plain_body(message: str, start: int, pairs: Sequence[tuple[str, str]]) -> bool:
    printable = message.isascii() and message.replace("\n", "").isprintable()
    if not printable or ">8" in message:
        return False
    from agentops_git.message.record import plain_block

    return plain_block(message, pairs) == start


def _subject_fits(subject: PlainSubject, policy: MessagePolicy) -> bool:
    fits = subject.end() - 2 <= policy.subject_max
    return fits and (not policy.types or subject[1] in policy.types)


def _keys_fit(given: dict[str, str], count: int, policy: MessagePolicy) -> bool:
    return (
        len(given) == count
        and given.keys() >= set(policy.required)
        and (policy.levels.get(ADVISED) != "error" or given.keys() >= set(policy.advised))
        and not (policy.forbidden and _forbidden(given, policy))
    )


def _forbidden(given: dict[str, str], policy: MessagePolicy) -> bool:
    return not {key.lower() for key in policy.forbidden}.isdisjoint(map(str.lower, given))


def _values_teach(values: dict[str, str], subject: PlainSubject) -> bool:
    if not MEANINGS.isdisjoint(values.values()):
        return False
    lesson = values.pop("Learning", None)
    return lesson is None or not (
        is_vague(lesson) or repeats(lesson, [subject[0].rstrip(), subject[2], *values.values()])
    )
