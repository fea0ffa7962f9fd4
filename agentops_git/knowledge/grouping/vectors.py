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
_LEAST = 400.0  # squared length: what is shorter says too little to be like anything
_PROMISING = 0.5  # of a similarity, by the terms that were looked at and lengths of before
_ALONE = 0.5  # how much a term counts that no other text has


class Near(NamedTuple):
    """A text, and its similarity to the one that was asked about, from 0 to 1."""

    similarity: float
    at: int


class _Rarity(dict[int, float]):
    """How much a term weighs, by the number of texts that have it, among so many texts."""

    def __init__(self, texts: int) -> None:
        self._texts = texts

    def __missing__(self, count: int) -> float:
        self[count] = found = math.sqrt(math.log((self._texts + _PRIOR) / (count + 0.5)))
        return found


class Vectors:
    """An inverted index that grows by one text at a time."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self.terms = {term: at for at, term in enumerate(terms)}
        self.texts: list[tuple[array[int], array[float]]] = []
        self._having: list[tuple[array[int], array[float]]] = []  # texts by term, their weights
        self._count: list[int] = []  # of the texts by term
        self.lengths = array("d")  # of the vectors, when they were last needed
        self._fresh: dict[int, Vector] = {}  # vectors by the statistics of the moment
        self._rarity = _Rarity(0)

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
            self._count.append(0)
        for term, weight in zip(terms, weights, strict=True):
            texts, theirs = self._having[term]
            texts.append(at)
            theirs.append(weight)
            self._count[term] += 1
        self.texts.append((terms, weights))
        self.lengths.append(0.0)
        self._fresh = {}
        self._rarity = _Rarity(len(self.texts))
        return at

    def similarity(self, one: int, other: int) -> float:
        """The cosine of two texts."""
        here, there = self._vector(one), self._vector(other)
        if len(here) > len(there):
            here, there = there, here
        return sum(weight * there[term] for term, weight in here.items() if term in there)

    def near(self, at: int, least: float) -> list[Near]:
        """The other texts whose similarity is at least so high, nearest first."""
        shared = self._shared(at)
        promising = [
            (-value / self._length(text), text)
            for text, value in shared.items()
            if value >= least * _PROMISING * self.lengths[text]
        ]
        compared = (text for _, text in heapq.nsmallest(COMPARED, promising))
        near = (Near(self.similarity(at, text), text) for text in compared)
        return sorted((one for one in near if one.similarity >= least), key=_nearest)

    def _shared(self, at: int) -> Mapping[int, float]:
        """What texts share with one, as far as its rarest terms tell."""
        shared: dict[int, float] = defaultdict(float)
        left = LOOKED
        vector = self._vector(at)
        for term in sorted(vector, key=lambda term: (self._count[term], term)):
            texts, weights = self._having[term]
            factor = vector[term] * self._rarity[self._count[term]]
            for text, weight in zip(texts[-left:], weights[-left:], strict=True):
                shared[text] += factor * weight
            left -= len(texts)
            if left <= 0:
                break
        shared.pop(at, None)
        return shared

    def _length(self, at: int) -> float:
        if not self.lengths[at]:
            self._vector(at)
        return self.lengths[at]

    def _vector(self, at: int) -> Vector:
        if at not in self._fresh:
            self._fresh[at] = self._made(at)
        return self._fresh[at]

    def _made(self, at: int) -> Vector:
        vector: Vector = {}
        squares = 0.0
        count, rarity = self._count, self._rarity
        for term, weight in zip(*self.texts[at], strict=True):
            often = count[term]
            value = weight * rarity[often]
            if often > 1:
                vector[term] = value
            else:
                value *= _ALONE
            squares += value * value
        length = math.sqrt(max(squares, _LEAST))
        self.lengths[at] = length
        return {term: value / length for term, value in vector.items()}


def _nearest(one: Near) -> tuple[float, int]:
    return (-one.similarity, one.at)
