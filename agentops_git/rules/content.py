"""What the trailers say: something, enough, something of their own, something to use again."""

from itertools import islice

from agentops_git.message.ids import is_none
from agentops_git.message.model import Entry
from agentops_git.rules.model import Case, Flaw
from agentops_git.rules.phrases import is_nothing, is_vague, says_nothing
from agentops_git.rules.required import blank
from agentops_git.rules.text import says_the_same, words

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


def check_placeholder(case: Case) -> tuple[Flaw, ...]:
    """T003: a value that stands for one that was never written."""
    template = case.policy.template
    found = [entry for entry in case.written if entry.value and _is_placeholder(entry, template)]
    return tuple([_placeholder(entry, case.policy.none_accepted) for entry in found])


def _is_placeholder(entry: Entry, template: tuple[str, ...]) -> bool:
    value = entry.value
    if not says_nothing(value, template):
        return value[:4].lower() == "none" and _reason_says_nothing(value, template)
    return entry.key != "Not-tested" or not is_nothing(value)


def _reason_says_nothing(value: str, template: tuple[str, ...]) -> bool:
    if is_none(value) == "bare":
        return True
    reason = value[4:].strip()
    return reason[:1] == "(" and reason[-1:] == ")" and says_nothing(reason[1:-1].strip(), template)


def _placeholder(entry: Entry, none_accepted: bool) -> Flaw:
    said = f"{entry.key} says nothing yet: “{entry.value[:40]}”"
    if entry.key == "Learning" and none_accepted and is_none(entry.value[:40]):
        return Flaw(
            said, "Learning: none (<why there was nothing to learn>)", entry.key, entry.line
        )
    return Flaw(said, blank(entry.key), entry.key, entry.line)


def check_size(case: Case) -> tuple[Flaw, ...]:
    """T004: a value too short to tell a later reader anything."""
    least = case.policy.min_words
    found = [
        entry
        for entry in case.written
        if entry.key in _FEWER_WORDS
        and entry.value.count(" ") < least
        and 0 < words(entry.value) < max(1, least - _FEWER_WORDS[entry.key])
        and not is_none(entry.value)
        and not says_nothing(entry.value, case.policy.template)
    ]
    return tuple([_too_short(entry, least - _FEWER_WORDS[entry.key]) for entry in found])


def _too_short(entry: Entry, least: int) -> Flaw:
    said = f"{entry.key} is too short to help anyone: say it in at least {least} words"
    return Flaw(said, f"{entry.key}: {entry.value} <and what makes it so>", entry.key, entry.line)


def check_repeat(case: Case) -> tuple[Flaw, ...]:
    """T005: a Learning that says what the subject or another trailer says already."""
    found = []
    for entry in case.written:
        if entry.key == "Learning":
            said = _said_before(entry, case)
            if said:
                found.append(
                    Flaw(f"Learning repeats {said}", blank("Learning"), "Learning", entry.line)
                )
    return tuple(found)


def _said_before(learning: Entry, case: Case) -> str | None:
    value, subject = learning.value, case.subject
    if not value or is_none(value[:200]):
        return None
    if says_the_same(value, subject.description or subject.text) or says_the_same(
        value, subject.text
    ):
        return "the subject"
    for other in islice(case.written, _COMPARED):
        if other is learning:
            continue
        if other.key in _FEWER_WORDS and says_the_same(value, other.value):
            return "an earlier Learning" if other.key == "Learning" else other.key
    return None


def check_vague(case: Case) -> tuple[Flaw, ...]:
    """T006: a Learning that could stand under any commit."""
    return tuple(
        [
            Flaw(
                f"Learning is true of every change: “{entry.value}”",
                blank("Learning"),
                "Learning",
                entry.line,
            )
            for entry in case.written
            if entry.key == "Learning"
            and len(entry.value) <= 100
            and is_vague(entry.value)
            and not is_none(entry.value)
            and not says_nothing(entry.value, case.policy.template)
        ]
    )


def check_empty(case: Case) -> tuple[Flaw, ...]:
    """T013: a key without a value."""
    return tuple(
        [
            Flaw(f"{entry.key} is empty", blank(entry.key), entry.key, entry.line)
            for entry in case.written
            if not entry.value
        ]
    )
