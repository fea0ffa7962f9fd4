"""Which texts are one item: those that name the same things in the same order.

Closing one closes the other, so likeness of letters is not enough: ``document the foo command``
and ``document the bar command`` are two items. Linear in the length of all texts.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.memory.terms import stems, words

SHARED = 4
"""How many words two texts have in common where one may say a word more."""
_LONGEST = 64  # words of a text that is looked at for what has a word more or less
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

    @property
    def shorter(self) -> Iterator["_Terms"]:
        """The same with one word less, unless that is a number or turns the rest around."""
        if SHARED < len(self.stems) <= _LONGEST:
            for at, stem in enumerate(self.stems):
                if stem != "not" and not any(char.isdigit() for char in stem):
                    yield self._replace(stems=self.stems[:at] + self.stems[at + 1 :])


def group_items(texts: Sequence[str]) -> list[list[int]]:
    """Groups of positions in ``texts``, which come oldest first; each begins with its oldest.

    Each text joins the first that it says the same as, so later ones never change who leads.
    """
    home: dict[_Terms, int] = {}
    leaders: dict[_Terms, int] = {}
    longer: dict[_Terms, int] = {}
    groups: dict[int, list[int]] = {}
    for at, terms in enumerate(_terms(texts)):
        if terms not in home:
            near = [leaders.get(each) for each in terms.shorter]
            known = [one for one in (longer.get(terms), *near) if one is not None]
            home[terms] = min(known, default=at)
        if home[terms] == at:
            leaders[terms] = at
            for each in terms.shorter:
                longer.setdefault(each, at)
        groups.setdefault(home[terms], []).append(at)
    return list(groups.values())


def _terms(texts: Sequence[str]) -> Iterator[_Terms]:
    said = [words(text) for text in texts]
    stem = stems({word for each in said for word in each})
    for text, each in zip(texts, said, strict=True):
        found = tuple(stem[word] for word in each)
        turns = frozenset(_WORD.findall(text.casefold())) & _TURNING
        yield _Terms(found or (text.casefold(),), turns)
