"""Which texts are one item: those that name the same things in the same order.

Closing one closes the other, so this is stricter than near-equality: ``document the foo command``
and ``document the bar command`` share most of their letters and are two items.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.knowledge.grouping import group_near_equal
from agentops_git.memory.terms import stems, words

SHARED_PER_EXTRA = 3
_PREFIX = 4
_WORD = re.compile(r"\w+")
_SMALL = """
no not never none nor without cannot on off up down out over under above below before after more
most less fewer always until again all any each every some only
"""
_TURNING = frozenset(_SMALL.split())
"""Small words that make another wish of one, which a search leaves out."""


class _Terms(NamedTuple):
    """What a text says: its stems in their order, and its turning words."""

    stems: tuple[str, ...]
    turns: frozenset[str]


def group_items(texts: Sequence[str]) -> list[list[int]]:
    """Groups of positions in ``texts``, which come oldest first; each begins with its oldest."""
    alike: dict[_Terms | str, list[int]] = defaultdict(list)
    for at, terms in enumerate(_terms(texts)):
        alike[terms if terms.stems else texts[at]].append(at)
    keys = list(alike)
    first = [texts[group[0]] for group in alike.values()]
    found = [
        sorted(at for one in group for at in alike[keys[one]])
        for near in group_near_equal(first)
        for group in _apart(keys, near)
    ]
    return sorted(found)


def _terms(texts: Sequence[str]) -> list[_Terms]:
    said = [words(text) for text in texts]
    stem = stems({word for each in said for word in each})
    return [
        _Terms(
            tuple(stem[word] for word in each),
            frozenset(_WORD.findall(text.casefold())) & _TURNING,
        )
        for text, each in zip(texts, said, strict=True)
    ]


def _apart(keys: Sequence[_Terms | str], near: Sequence[int]) -> list[list[int]]:
    """Near-equal texts, each with the first that speaks of the same."""
    led: dict[int, list[int]] = {}
    for at in near:
        leader = next((one for one in led if _same(keys[one], keys[at])), at)
        led.setdefault(leader, []).append(at)
    return list(led.values())


def _same(one: _Terms | str, other: _Terms | str) -> bool:
    """Whether each says all that the other says, or one says a little more."""
    if isinstance(one, str) or isinstance(other, str):
        return True
    here, there = _left(one.stems, other.stems), _left(other.stems, one.stems)
    extra = here | there
    shared = set(one.stems) & set(other.stems)
    if one.turns != other.turns or "not" in extra or any(term.isdigit() for term in extra):
        return False
    ordered = [term for term in one.stems if term in shared]
    if ordered != [term for term in other.stems if term in shared]:
        return False
    return not (here and there) and len(extra) * SHARED_PER_EXTRA <= len(shared)


def _left(one: Sequence[str], other: Sequence[str]) -> set[str]:
    """What is said here alone; forms of one word and parts of dense scripts are no words."""
    return {
        term
        for term in set(one) - set(other)
        if (term.isascii() or len(term) > 2) and not any(_forms(term, each) for each in other)
    }


def _forms(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _PREFIX and long.startswith(short)
