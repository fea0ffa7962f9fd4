"""What of a learning and its commit is compared, and how much each part weighs."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.knowledge.grouping.turning import sense, turning
from agentops_git.memory.terms import stems, words

_POWER = 0.6  # a term's weight grows less than what it stands for
_PREFIX = re.compile(r"\w+(?:\(([^()\n]*)\))?!?:")  # of a conventional subject


class Fields(NamedTuple):
    """One learning as it is compared; ``cited`` is the pattern that its commit names."""

    learning: str
    subject: str = ""
    solution: str = ""
    context: str = ""
    intent: str = ""
    cited: str = ""


class Lesson(NamedTuple):
    """A learning as it is grouped: its weighted terms; the terms of itself and of what it cites,
    and what turns them."""

    weights: Mapping[str, float]
    terms: frozenset[str]
    turns: frozenset[str]


_WEIGHTS = (6.0, 1.5, 1.5, 1.0, 1.0, 4.0)  # of the fields, in their order
Counts = list[Counter[str]]


def lessons(texts: Iterable[Fields]) -> list[Lesson]:
    """The terms of learnings."""
    counts = [_counted(fields) for fields in texts]
    stem = stems({word: None for count in counts for field in count for word in field})
    return [_lesson(count, stem) for count in counts]


def _counted(fields: Fields) -> Counts:
    """How often each word stands in each field; of a subject's prefix the scope alone counts."""
    subject = _PREFIX.sub(lambda found: f"{found[1] or ''} ", fields.subject, count=1)
    return [Counter(words(text)) for text in fields._replace(subject=subject)]


def _lesson(count: Counts, stem: Mapping[str, str]) -> Lesson:
    turns = turning(count[0])
    own = frozenset(stem[word] for word in count[0] | count[-1] if word not in turns)
    return Lesson(_weighed(count, stem), own, sense(turns))


def _weighed(count: Counts, stem: Mapping[str, str]) -> dict[str, float]:
    """The weight of each stem over all fields, in the order in which they stand."""
    weights: dict[str, float] = {}
    for weight, field in zip(_WEIGHTS, count, strict=True):
        stemmed: Counter[str] = Counter()
        for word, often in field.items():
            stemmed[stem[word]] += often
        for term, often in stemmed.items():
            weights[term] = weights.get(term, 0.0) + weight * (1 + math.log(often))
    return {term: weight**_POWER for term, weight in weights.items()}
