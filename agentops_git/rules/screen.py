"""A cheap proof that a message is right: most messages of a lawful history need no closer look.

Whatever passes here has no finding under the full rules; a property test holds that. What
does not pass may still be right: it is read and judged.
"""

import re
from collections.abc import Callable, Sequence

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

_BLOCK_AT = _BLOCK.fullmatch

PlainSubject = re.Match[str]
Screen = Callable[[str, PlainSubject], bool]


def plain_subject(message: str) -> PlainSubject | None:
    """The subject in the plainest Conventional Commits form, its type the first group, or None."""
    return _SUBJECT.match(message)


def plain_keys(message: str) -> set[str]:
    """The keys of a message that is plainly right."""
    return {key for key, _ in _PAIR.findall(message, message.rstrip("\n").rfind("\n\n") + 2)}


def screen_for(policy: MessagePolicy) -> Screen:
    """A test for one policy: whether a stored message with a plain subject surely is right."""
    advised = policy.advised if policy.levels.get(ADVISED) == "error" else ()
    wanted = {*policy.required, *advised}
    forbidden = {key.lower() for key in policy.forbidden}
    types, most = frozenset(policy.types), policy.subject_max + len("\n\n")
    if policy.min_words > _FEWEST_WORDS or policy.template:
        return lambda message, subject: False

    def passes(message: str, subject: PlainSubject) -> bool:
        start = message.rfind("\n\n", 0, len(message.rstrip("\n"))) + 2
        body = subject.end()
        if body > most or (types and subject[1] not in types) or not _BLOCK_AT(message, start):
            return False
        pairs = _PAIR.findall(message, start)
        values = dict(pairs)
        return (
            len(values) == len(pairs)
            and values.keys() >= wanted
            and (not forbidden or forbidden.isdisjoint(map(str.lower, values)))
            and (body == start or _is_plain_body(message, start, pairs))
            and _teaches(values, subject)
        )

    return passes


def _is_plain_body(message: str, start: int, pairs: Sequence[tuple[str, str]]) -> bool:
    printable = message.isascii() and message.replace("\n", "").isprintable()
    if not printable or ">8" in message:
        return False
    from agentops_git.message.record import plain_block

    return plain_block(message, pairs) == start


def _teaches(values: dict[str, str], subject: PlainSubject) -> bool:
    if not MEANINGS.isdisjoint(values.values()):
        return False
    lesson = values.pop("Learning", None)
    return lesson is None or not (
        is_vague(lesson) or repeats(lesson, [subject[0].rstrip(), subject[2], *values.values()])
    )
