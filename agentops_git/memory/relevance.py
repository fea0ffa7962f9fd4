"""How well an item fits a question: BM25 over weighted fields, with the paths among the terms.

A task resembles the circumstances of an earlier change more than the way it was solved. A text's
length is held against a fixed one, so that an item's weights never change when others come.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import log
from typing import NamedTuple

from agentops_git.memory.terms import stems, words

WEIGHTS: Mapping[str, float] = {
    "text": 1.0, "subject": 1.0, "intent": 1.0, "context": 1.0, "impact": 1.3, "solution": 0.4,
    "paths": 1.0,
}  # fmt: skip
"""The fields of an item and what a word in them counts; docs/quality.md says how they came."""
PATH_WORD, PATH = 0.6, 0.4  # a word of an asked path, and the path itself or a directory of it
_SATURATION, _LENGTH, _USUAL = 1.2, 0.2, 20
LONGEST_FIELD = 400  # words of a field that are looked at
LONGEST_QUESTION = 256  # different terms of a question

Weights = dict[str, float]
Fields = Mapping[str, str]


class Question(NamedTuple):
    """What is looked for: terms and what each counts, and how each was written."""

    terms: Weights
    written: Mapping[str, str]


def question(query: str, paths: Iterable[str] = (), names: Iterable[str] = ()) -> Question:
    """The terms of a task's description and of the paths it touches, relative to the top.

    ``names`` are what those paths were called as well.
    """
    asked = list(dict.fromkeys(words(query)))[:LONGEST_QUESTION]
    named = list(dict.fromkeys(paths))[:LONGEST_QUESTION]
    beside = list(dict.fromkeys(words("/".join(named))))[:LONGEST_QUESTION]
    stem = stems({*asked, *beside})
    every = islice(dict.fromkeys([*named, *names]), LONGEST_QUESTION)
    terms: Weights = {key: PATH for path in every for key in path_terms(path)}
    terms |= {stem[word]: PATH_WORD for word in beside}
    terms |= {stem[word]: 1.0 for word in asked}
    written = {stem[word]: word for word in reversed(asked + beside)}
    return Question(terms, written)


def path_terms(path: str) -> list[str]:
    """A path and its directories as terms; no word begins with a slash."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[:end]) for end in range(1, len(parts) + 1)] if path else []


def weighed(texts: Sequence[tuple[Fields, Sequence[str]]]) -> list[Weights]:
    """The terms of each item and their weight: of its fields, and of the paths it touched."""
    split = [_words(fields, paths) for fields, paths in texts]
    stem = stems({word for one in split for field in one.values() for word in field})
    return [
        _weights(one, stem) | {key: PATH for path in paths for key in path_terms(path)}
        for one, (_, paths) in zip(split, texts, strict=True)
    ]


def _words(fields: Fields, paths: Sequence[str]) -> dict[str, list[str]]:
    split = {name: words(fields[name])[:LONGEST_FIELD] for name in WEIGHTS if fields.get(name)}
    return {**split, "paths": words("/".join(paths))[:LONGEST_FIELD]}


def _weights(split: Mapping[str, Sequence[str]], stem: Mapping[str, str]) -> Weights:
    found: Weights = {}
    for name, field in split.items():
        each = WEIGHTS[name] / (1 - _LENGTH + _LENGTH * len(field) / _USUAL)
        for word in field:
            found[stem[word]] = found.get(stem[word], 0.0) + each
    return {term: round(weight, 2) for term, weight in found.items()}


def rarity(holding: int, items: int) -> float:
    """What a term that so many of the items hold is worth."""
    return log(1 + (items - holding + 0.5) / (holding + 0.5))


def fitness(weights: Weights, worth: Weights) -> Weights:
    """What each term of a question, by its ``worth``, adds to an item's score."""
    return {
        term: worth[term] * weight * (_SATURATION + 1) / (weight + _SATURATION)
        for term, weight in weights.items()
        if term in worth
    }
