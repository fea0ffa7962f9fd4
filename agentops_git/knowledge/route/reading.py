"""A task as the rules see it: its words, their stems, and the verb that it begins with."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.memory.terms import stems

LIMIT = 20_000  # characters of a task that are read: what it asks for stands at its beginning
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT = _set(
    "dont doesnt didnt wont cant cannot isnt arent wasnt couldnt wouldnt shouldnt hasnt havent"
)
_POLITE = _set(
    "please kindly can could would you we i need needs to want wants should must have has lets "
    "us help me just also quickly now then first id like it be nice task todo hey hi team "
    "someone go ahead and try"
)
_DETERMINERS = _set("the a an our my this that these those some all any its")
_WISHES = _set("want wants need needs like")


class Read(NamedTuple):
    """A task as the rules see it: its stems in order, with the word that each stands for."""

    text: str
    stems: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def content(self) -> frozenset[str]:
        """The stems of the words that are no mere courtesy or article."""
        pairs = zip(self.stems, self.words, strict=True)
        return frozenset(stem for stem, word in pairs if word not in _POLITE | _DETERMINERS)

    @property
    def lead(self) -> int:
        """Where the verb stands that the task begins with, after courtesies; -1: it has none."""
        found = (at for at, word in enumerate(self.words) if word not in _POLITE)
        at = next(found, -1)
        wished = at > 0 and self.words[at - 1] in _WISHES  # "we want X" is not "we want to X"
        told = at >= 0 and (self.words[at] in _DETERMINERS or self.words[at].endswith("ing"))
        return -1 if at < 0 or wished or told else at


def read(texts: Sequence[str]) -> list[Read]:
    """Read tasks; what lies beyond ``LIMIT`` characters is left out."""
    cut = [text[:LIMIT] for text in texts]
    words = [_words(text) for text in cut]
    stem = stems({word for each in words for word in each})
    return [
        Read(text, tuple(stem[word] for word in each), tuple(each))
        for text, each in zip(cut, words, strict=True)
    ]


def _words(text: str) -> list[str]:
    """The words of a task, negations as ``not``; unlike for search, every word counts."""
    plain = (word.replace("'", "").replace("’", "") for word in _TOKEN.findall(text.casefold()))
    return ["not" if word in _NOT else word for word in plain]
