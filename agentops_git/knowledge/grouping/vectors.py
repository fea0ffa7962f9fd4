"""Weighted terms of texts, oldest first, and which earlier texts are near to one.

Statistics are those of the moment: of what has come so far, and of nothing that comes later.
"""

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Vector = dict[int, float]  # term to weight, of length one

LOOKED = 2000  # entries of the inverted index that one text looks at, rarest terms first
COMPARED = 32  # of the texts found there, those that are compared in full
_PRIOR = 200  # texts that every repository is taken to have besides its own
_ALONE = 0.5  # how much a term counts that no other text has


class Near(NamedTuple):
    """A text, and its similarity to the one that was asked about, from 0 to 1."""

    similarity: float
    at: int


class Vectors:
    """An inverted index that grows by one text at a time."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self.terms = {term: at for at, term in enumerate(terms)}
        self.texts: list[tuple[array[int], array[float]]] = []
        self._having: list[tuple[array[int], array[float]]] = []  # texts by term, their weights
        self._lengths = array("d")  # of the vectors, when they were last needed
        self._fresh: dict[int, Vector] = {}  # vectors by the statistics of the moment

    def number(self, terms: Iterable[str]) -> "array[int]":
        """The numbers of terms; new ones are given the next."""
        return array("i", (self.terms.setdefault(term, len(self.terms)) for term in terms))

    def add(self, weights: Mapping[str, float]) -> int:
        """Take in the weighted terms of a text; its position."""
        return self.restore(self.number(weights), array("f", weights.values()))

    def restore(self, terms: "array[int]", weights: "array[float]") -> int:
        """Take in a text whose terms were numbered before; its position."""
        at = len(self.texts)
        for _ in range(len(self._having), len(self.terms)):
            self._having.append((array("i"), array("f")))
        for term, weight in zip(terms, weights, strict=True):
            texts, theirs = self._having[term]
            texts.append(at)
            theirs.append(weight)
        self.texts.append((terms, weights))
        self._lengths.append(0.0)
        self._fresh.clear()
        return at

    def similarity(self, one: int, other: int) -> float:
        """The cosine of two texts."""
        here, there = self._vector(one), self._vector(other)
        if len(here) > len(there):
            here, there = there, here
        return sum(weight * there[term] for term, weight in here.items() if term in there)

    def near(self, at: int, least: float) -> list[Near]:
        """The other texts whose similarity is at least so high, nearest first."""
        found = [(-shared / self._length(text), text) for text, shared in self._shared(at).items()]
        near = (
            Near(self.similarity(at, text), text) for _, text in heapq.nsmallest(COMPARED, found)
        )
        return sorted(
            (one for one in near if one.similarity >= least), key=lambda one: (-one[0], one[1])
        )

    def _shared(self, at: int) -> Mapping[int, float]:
        """What texts share with one, as far as its rarest terms tell."""
        shared: dict[int, float] = defaultdict(float)
        left = LOOKED
        vector = self._vector(at)
        for term in sorted(vector, key=lambda term: (len(self._having[term][0]), term)):
            texts, weights = self._having[term]
            factor = vector[term] * self._rarity(term)
            for text, weight in zip(texts[-left:], weights[-left:], strict=True):
                shared[text] += factor * weight
            left -= len(texts)
            if left <= 0:
                break
        shared.pop(at, None)
        return shared

    def _rarity(self, term: int) -> float:
        return math.sqrt(math.log((len(self.texts) + _PRIOR) / (len(self._having[term][0]) + 0.5)))

    def _length(self, at: int) -> float:
        if not self._lengths[at]:
            self._vector(at)
        return self._lengths[at]

    def _vector(self, at: int) -> Vector:
        if at not in self._fresh:
            self._fresh[at] = self._made(at)
        return self._fresh[at]

    def _made(self, at: int) -> Vector:
        vector: Vector = {}
        squares = 0.0
        for term, weight in zip(*self.texts[at], strict=True):
            value = weight * self._rarity(term)
            if len(self._having[term][0]) > 1:
                vector[term] = value
            else:
                value *= _ALONE
            squares += value * value
        length = math.sqrt(squares) or 1.0
        self._lengths[at] = length
        return {term: value / length for term, value in vector.items()}
