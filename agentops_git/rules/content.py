"""What the trailers say: something, enough, something of their own, something to use again."""

from agentops_git.message.ids import is_none
from agentops_git.message.model import Entry
from agentops_git.rules.advice import blank
from agentops_git.rules.model import Case, Flaw
from agentops_git.rules.phrases import AND_WHY, is_nothing, is_vague, says_nothing
from agentops_git.rules.text import may_stand_twice, quoted, says_the_same, words

_FEWER_WORDS = {
    "Learning": 0,
    "Context": 0,
    "Intent": 1,
    "Solution": 1,
    "Impact": 1,
    "Improvement": 1,
}
"""The keys that are prose, and how many words fewer than ``min_words`` will do for each."""

_COMPARED = 12
"""Each learning is compared with this many other values, so that the cost stays linear."""
_COMPARED_LENGTH = 2_000

_FEW = 6
"""A value that is not short has surely as many words as this."""


def check_placeholder(case: Case) -> tuple[Flaw, ...]:
    """T003: a value that stands for one that was never written."""
    if not case.short:
        return ()
    template = case.policy.template
    found = [
        entry
        for entry in case.short
        if (value := entry.value)
        and (says_nothing(value, template) or value[0] in "nN")
        and _is_placeholder(entry, template)
    ]
    return tuple([_placeholder(entry, case.policy.none_accepted) for entry in found])


def _is_placeholder(entry: Entry, template: tuple[str, ...]) -> bool:
    if entry.key == "Learning" and is_none(entry.value) == "loose":
        return True
    if not says_nothing(entry.value, template):
        return _reason_says_nothing(entry.value, template)
    return entry.key != "Not-tested" or not is_nothing(entry.value)


def _reason_says_nothing(value: str, template: tuple[str, ...]) -> bool:
    if is_none(value) == "bare":
        return True
    reason = value[4:].strip() if value[:4].lower() == "none" else ""
    return reason[:1] == "(" and reason[-1:] == ")" and says_nothing(reason[1:-1].strip(), template)


def _placeholder(entry: Entry, none_accepted: bool) -> Flaw:
    said = f"{entry.key} says nothing yet: {quoted(entry.value, 40)}"
    if entry.key == "Learning" and none_accepted and is_none(entry.value[:40]):
        return Flaw(said, f"Learning: none ({_reason(entry.value)})", entry.key, entry.line)
    return Flaw(said, blank(entry.key), entry.key, entry.line)


def _reason(value: str) -> str:
    """The reason that a value gives after its ``none``; a blank where there is none to keep."""
    reason = value[4:].strip(" -–—:;.") if is_none(value) == "loose" else ""
    keep = reason and not {*reason} & {*"()"} and not says_nothing(reason)
    return reason if keep else "<why there was nothing to learn>"


def check_size(case: Case) -> tuple[Flaw, ...]:
    """T004: a value too short to tell a later reader anything."""
    least = case.policy.min_words
    if least <= _FEW and not case.short:
        return ()
    found = [
        entry
        for entry in (case.short if least <= _FEW else case.written)
        if entry.key in _FEWER_WORDS
        and entry.value.count(" ") < least
        and 0 < words(entry.value) < max(1, least - _FEWER_WORDS[entry.key])
        and not is_none(entry.value)
        and not says_nothing(entry.value, case.policy.template)
    ]
    return tuple([_too_short(entry, least - _FEWER_WORDS[entry.key]) for entry in found])


def _too_short(entry: Entry, least: int) -> Flaw:
    said = f"{entry.key} is too short to help anyone: say it in at least {least} words"
    return Flaw(said, f"{entry.key}: {entry.value} {AND_WHY}", entry.key, entry.line)


def check_repeat(case: Case) -> tuple[Flaw, ...]:
    """T005: a Learning that says what the subject or another trailer says already."""
    learnings = [entry for entry in case.written if entry.key == "Learning" and entry.value]
    if not learnings:
        return ()
    others = [entry for entry in case.written[:_COMPARED] if entry.key in _FEWER_WORDS]
    texts = [
        case.subject.text[:_COMPARED_LENGTH],
        *[other.value[:_COMPARED_LENGTH] for other in others],
    ]
    lowered = "\n".join(texts).lower()
    return tuple(
        [
            Flaw(f"Learning repeats {said}", blank("Learning"), "Learning", learning.line)
            for learning in learnings
            if may_stand_twice(learning.value[:_COMPARED_LENGTH], lowered)
            and (said := _said_before(learning, others, case))
        ]
    )


def _said_before(learning: Entry, others: list[Entry], case: Case) -> str | None:
    """What a learning repeats."""
    value, subject = learning.value[:_COMPARED_LENGTH], case.subject
    if is_none(value):
        return None
    for text in (subject.text, subject.description):
        if says_the_same(value, text[:_COMPARED_LENGTH]):
            return "the subject"
    for other in others:
        if other is not learning and says_the_same(value, other.value[:_COMPARED_LENGTH]):
            return "another Learning" if other.key == "Learning" else other.key
    return None


def check_vague(case: Case) -> tuple[Flaw, ...]:
    """T006: a Learning that could stand under any commit."""
    return tuple(
        [
            Flaw(
                f"Learning is true of every change: {quoted(entry.value)}",
                blank("Learning"),
                "Learning",
                entry.line,
            )
            for entry in case.written
            if entry.key == "Learning"
            and is_vague(entry.value)
            and not is_none(entry.value)
            and not says_nothing(entry.value, case.policy.template)
        ]
    )


def check_empty(case: Case) -> tuple[Flaw, ...]:
    """T013: a key without a value."""
    if not case.short:
        return ()
    return tuple(
        [
            Flaw(f"{entry.key} is empty", blank(entry.key), entry.key, entry.line)
            for entry in case.short
            if not entry.value
        ]
    )
