"""How much an earlier commit bears on another, out of what the two share."""

import math
from typing import NamedTuple

from agentops_git.memory.lookup import Known


class Weights(NamedTuple):
    """What each part of the evidence counts; ``benchmarks/related.py`` says how well."""

    text: float = 7.5
    files: float = 7.0
    time: float = 0.9
    author: float = 2.2


WEIGHTS = Weights()


class Evidence(NamedTuple):
    """What speaks for one earlier commit: ``text`` is its BM25 as a share of the best one's,
    ``files`` the rarity of the shared paths as a share of all that both touch (both 0 to 1)."""

    known: Known
    text: float
    files: float
    days: float
    author: bool


def score(evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """The sum of the parts; only the order of such sums means something."""
    return (
        weights.text * evidence.text
        + weights.files * evidence.files
        - weights.time * math.log1p(evidence.days)
        + weights.author * evidence.author
    )


def share_of_files(rarities: float, touches: int, others: int, commits: int) -> float:
    """How much two commits have their files in common: the sum of the shared paths' rarity,
    over what it would be if all were shared and touched by nobody else."""
    most = math.log(commits + 1) * math.sqrt(max(touches, 1) * max(others, 1))
    return min(rarities / most, 1.0) if most else 0.0


def rarity(touched: int, commits: int) -> float:
    """What sharing a path says: much for one that few commits touch, nothing if all do."""
    return max(math.log((commits + 1) / (touched + 0.5)), 0.0)
