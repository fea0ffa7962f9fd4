"""A cheap proof that a message is right: most messages of a lawful history need no closer look.

Whatever passes here has no finding under the full rules; a property test holds that. What
does not pass may still be right: it is read and judged.
"""

import re

from agentops_git.constitution.model import MessagePolicy
from agentops_git.message.record import plain_block
from agentops_git.rules.characters import is_plain
from agentops_git.rules.phrases import AND_WHY, MEANINGS, REASON, is_vague
from agentops_git.rules.text import says_the_same

_KEYS = "Intent|Context|Solution|Learning|Impact|Validation|Signed-off-by"
_WORDY = r"(?!none\b)(?!None\b)[A-Za-z0-9][!-~]*+(?: [A-Za-z0-9][!-~]*+){4}(?: [ -~]*+)?"
_SIGNED = r"Signed-off-by: [A-Za-z][ -~]*+"
_SUBJECT = re.compile(r"([a-z]{2,12})(?:\([a-z0-9_./-]+\))?!?: [!-~][ -~]*+(?=\n\n)")
_BLOCK = re.compile(rf"(?:(?:(?:{_KEYS}): {_WORDY}|{_SIGNED})\n)+")
_PAIR = re.compile(r"([A-Za-z-]+): ([^\n]*)\n")
_FEWEST_WORDS = 5


def plainly_right(message: str, policy: MessagePolicy) -> bool:
    """Whether a stored message in ASCII surely has no finding under ``policy``."""
    subject = _SUBJECT.match(message)
    start = message.rfind("\n\n", 0, len(message.rstrip("\n"))) + 2
    if not subject or not _BLOCK.fullmatch(message, start) or not _is_plain(message):
        return False
    if not _subject_fits(subject, policy) or policy.min_words > _FEWEST_WORDS or policy.template:
        return False
    pairs = _PAIR.findall(message, start)
    if plain_block(message, pairs) != start:
        return False
    return _keys_fit([key for key, _ in pairs], policy) and _values_teach(pairs, subject)


def plain_type(message: str) -> str | None:
    """The type of a Conventional Commits subject in its plainest form; None for any other."""
    subject = _SUBJECT.match(message)
    return subject[1] if subject else None


def _is_plain(message: str) -> bool:
    return (
        message.isascii()
        and is_plain(message)
        and ">8" not in message
        and AND_WHY not in message
        and REASON not in message
    )


def _subject_fits(subject: re.Match[str], policy: MessagePolicy) -> bool:
    return subject.end() <= policy.subject_max and (not policy.types or subject[1] in policy.types)


def _keys_fit(keys: list[str], policy: MessagePolicy) -> bool:
    given = set(keys)
    return (
        len(given) == len(keys)
        and given.issuperset(policy.required)
        and not (policy.forbidden and _forbidden(given, policy))
    )


def _forbidden(given: set[str], policy: MessagePolicy) -> bool:
    return not {key.lower() for key in policy.forbidden}.isdisjoint(map(str.lower, given))


def _values_teach(pairs: list[tuple[str, str]], subject: re.Match[str]) -> bool:
    values = [value for _, value in pairs]
    lessons = [value for key, value in pairs if key == "Learning"]
    said = [subject[0], subject[0].partition(": ")[2], *values]
    return MEANINGS.isdisjoint(values) and not any(
        is_vague(lesson) or any(says_the_same(lesson, text) for text in said if text is not lesson)
        for lesson in lessons
    )
