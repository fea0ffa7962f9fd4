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
Weighted = tuple["array[int]", "array[float]"]  # numbers, and the weight of each

LOOKED = 1000  # entries of the inverted index that one text looks at, rarest terms first
COMPARED = 32  # of the texts found there, those that are compared in full
_PRIOR = 200  # texts that every repository is taken to have besides its own
_LEAST = 90.0  # squares of the weights: a text of less says too little to be like another
_PROMISING = 0.5  # of a similarity, by the terms that were looked at and lengths of before;
# less where these are less of the text
_COMMON = 1.0  # the least of a term's rarity, before the root: near-equal texts share little else
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
        rare = math.log((self._texts + _PRIOR) / (count + 0.5))
        self[count] = found = math.sqrt(max(rare, _COMMON))
        return found


class Vectors:
    """An inverted index that grows by one text at a time."""

    def __init__(
        self,
        terms: Iterable[str] = (),
        texts: Iterable[Weighted] = (),
        having: Iterable[Weighted] = (),
    ) -> None:
        self.terms = {term: at for at, term in enumerate(terms)}
        self.texts = list(texts)  # the terms of each
        self.having = list(having)  # of each term, the texts that have it
        self.lengths = array("d")  # of the vectors, when they were last needed
        self._count = [len(found) for found, _ in self.having]
        self._begin()

    def _begin(self) -> None:
        """Forget what held for the statistics of before."""
        self._fresh: dict[int, Vector] = {}
        self._rarity = _Rarity(len(self.texts))

    def number(self, terms: Iterable[str]) -> "array[int]":
        """The numbers of terms; new ones are given the next."""
        return array("i", (self.terms.setdefault(term, len(self.terms)) for term in terms))

    def add(self, weights: Mapping[str, float]) -> int:
        """Take in the weighted terms of a text; its position."""
        at = len(self.texts)
        terms, values = self.number(weights), array("f", weights.values())
        for _ in range(len(self.having), len(self.terms)):
            self.having.append((array("i"), array("f")))
            self._count.append(0)
        for term, weight in zip(terms, values, strict=True):
            texts, theirs = self.having[term]
            texts.append(at)
            theirs.append(weight)
            self._count[term] += 1
        self.texts.append((terms, values))
        self.lengths.append(0.0)
        self._begin()
        return at

    def similarity(self, one: int, other: int, among: Iterable[int] | None = None) -> float:
        """The cosine of two texts, or what some terms contribute to it."""
        here, there = self._vector(one), self._vector(other)
        if len(here) > len(there):
            here, there = there, here
        terms = here if among is None else among
        return sum(here[term] * there[term] for term in terms if term in there and term in here)

    def near(self, at: int, least: float) -> list[Near]:
        """The other texts whose similarity is at least so high, nearest first."""
        shared, looked = self._shared(at)
        least_shared = least * min(_PROMISING, looked)
        promising = [
            (-value / self._length(text), text)
            for text, value in shared.items()
            if value >= least_shared * self.lengths[text]
        ]
        compared = (text for _, text in heapq.nsmallest(COMPARED, promising))
        near = (Near(self.similarity(at, text), text) for text in compared)
        return sorted((one for one in near if one.similarity >= least), key=_nearest)

    def _shared(self, at: int) -> tuple[Mapping[int, float], float]:
        """What texts share with one, as far as its rarest terms tell, and the share of these."""
        shared: dict[int, float] = defaultdict(float)
        left, looked = LOOKED, 0.0
        vector = self._vector(at)
        for term in sorted(vector, key=lambda term: (self._count[term], term)):
            texts, weights = self.having[term]
            factor = vector[term] * self._rarity[self._count[term]]
            for text, weight in zip(texts[-left:], weights[-left:], strict=True):
                shared[text] += factor * weight
            looked += vector[term] ** 2
            left -= len(texts)
            if left <= 0:
                break
        shared.pop(at, None)
        return shared, looked

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
        squares = said = 0.0
        count, rarity = self._count, self._rarity
        for term, weight in zip(*self.texts[at], strict=True):
            often = count[term]
            value = weight * rarity[often]
            if often > 1:
                vector[term] = value
            else:
                value *= _ALONE
            squares += value * value
            said += weight * weight
        length = math.sqrt(squares * max(1.0, _LEAST / said)) if said else 1.0
        self.lengths[at] = length
        return {term: value / length for term, value in vector.items()}


def _nearest(one: Near) -> tuple[float, int]:
    return (-one.similarity, one.at)
