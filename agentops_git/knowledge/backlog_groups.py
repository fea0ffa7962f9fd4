"""Which texts are one item: near-equal ones that speak of the same things.

Closing one closes the other, so this is stricter than near-equality: ``document the foo command``
and ``document the bar command`` share most of their letters and are two items.
"""

from collections.abc import Sequence

from agentops_git.knowledge.grouping import group_near_equal
from agentops_git.memory.terms import stems, words

SHARED_PER_EXTRA = 3
_PREFIX = 4
_TURNING = frozenset({"no", "not", "never", "none", "without", "nor"})


def group_items(texts: Sequence[str]) -> list[list[int]]:
    """Groups of positions in ``texts``, which come oldest first; each begins with its oldest."""
    found: list[list[int]] = []
    for group in group_near_equal(texts):
        found += [group] if len(group) == 1 else _apart(texts, group)
    return sorted(found)


def _apart(texts: Sequence[str], group: Sequence[int]) -> list[list[int]]:
    spoken = {at: words(texts[at]) for at in group}
    stem = stems({word for each in spoken.values() for word in each})
    terms = {at: {stem[word] for word in each} for at, each in spoken.items()}
    led: dict[int, list[int]] = {}
    for at in sorted(group):
        leader = next((one for one in led if _same(terms[one], terms[at])), at)
        led.setdefault(leader, []).append(at)
    return list(led.values())


def _same(one: set[str], other: set[str]) -> bool:
    """Whether each says all that the other says, or one says a little more."""
    shared = one & other
    here, there = _left(one, other), _left(other, one)
    extra = here | there
    if extra & _TURNING or any(term.isdigit() for term in extra):
        return False
    return not (here and there) and len(extra) * SHARED_PER_EXTRA <= len(shared)


def _left(one: set[str], other: set[str]) -> set[str]:
    """What is said here alone; forms of one word and parts of dense scripts are no words."""
    return {
        term
        for term in one - other
        if (term.isascii() or len(term) > 2) and not any(_forms(term, each) for each in other)
    }


def _forms(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _PREFIX and long.startswith(short)
