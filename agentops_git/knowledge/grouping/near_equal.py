"""Near-equal texts: precise, stable when texts are added, and without a pass over all pairs.

Each text joins the first text that it is near to, or leads a group of its own. Texts come
oldest first, so what comes later never changes who leads.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Sized
from functools import lru_cache
from math import ceil
from unicodedata import normalize

from agentops_git.knowledge.grouping.turning import sense, turning
from agentops_git.memory.terms import words

THRESHOLD = 0.5
GRAM = 4
SHARED = 8
_LONGEST = 5_000  # characters of a text that are compared

Grams = frozenset[str]


def group_near_equal(texts: Sequence[str]) -> list[list[int]]:
    """Groups of positions in ``texts``; each begins with the text that leads it."""
    folded = [_folded(text) for text in texts]
    grams = [_grams(text) for text in folded]
    rarity = Counter(gram for one in grams for gram in one)
    leaders: dict[frozenset[str], _Leaders] = defaultdict(lambda: _Leaders(grams))
    groups: dict[int, list[int]] = {}
    for at, one in enumerate(grams):
        prefix = _prefix(sorted(one, key=lambda gram: (rarity[gram], gram)))
        among = leaders[sense(turning(words(texts[at])))]
        leader = among.nearest(at, prefix)
        if leader is None:
            among.add(at, prefix)
        groups.setdefault(at if leader is None else leader, []).append(at)
    return list(groups.values())


def similarity(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1: Jaccard over character n-grams."""
    return _jaccard(_read(one), _read(other))


@lru_cache(maxsize=64)  # the members of a group are compared with each other
def _read(text: str) -> Grams:
    return _grams(_folded(text))


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text[:_LONGEST]).casefold().split())


def _grams(text: str) -> Grams:
    padded = f" {text} "
    return frozenset(padded[at : at + GRAM] for at in range(max(len(padded) - GRAM + 1, 1)))


def _shared_at_least(grams: Sized) -> int:
    """How many of its rarest n-grams a set is sure to share with one as near as the threshold."""
    return min(SHARED, max(ceil(len(grams) * THRESHOLD), 1))


def _prefix(rare_first: Sequence[str]) -> Sequence[str]:
    """Two near sets share ``_shared_at_least`` of these: prefix filtering, l-prefix form."""
    kept = len(rare_first) - ceil(len(rare_first) * THRESHOLD) + _shared_at_least(rare_first)
    return rare_first[:kept]


def _jaccard(one: Grams, other: Grams) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


class _Leaders:
    """The texts that lead groups, found by their rarest n-grams."""

    def __init__(self, grams: Sequence[Grams]) -> None:
        self._grams = grams
        self._by_gram: dict[str, list[int]] = defaultdict(list)

    def add(self, at: int, prefix: Iterable[str]) -> None:
        """Let a text lead a group."""
        for gram in prefix:
            self._by_gram[gram].append(at)

    def nearest(self, at: int, prefix: Iterable[str]) -> int | None:
        """The leader that a text is nearest to, if one is near enough."""
        shared: Counter[int] = Counter()
        for gram in prefix:
            if gram in self._by_gram:
                shared.update(self._by_gram[gram])
        least = _shared_at_least(self._grams[at])
        near = [
            (-_jaccard(self._grams[at], self._grams[one]), one)
            for one, count in shared.items()
            if count >= least or count >= _shared_at_least(self._grams[one])
        ]
        distance, leader = min(near, default=(0.0, -1))
        return leader if -distance >= THRESHOLD else None
