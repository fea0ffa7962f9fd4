"""A labelled set of learnings, and how near groups come to its labels."""

import json
import random
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from agentops_git.knowledge.grouping import Fields

Rows = list[dict[str, Any]]
Groups = Sequence[Sequence[int]]


class Score(NamedTuple):
    """B-cubed: averaged over members, not over groups."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def load(path: Path) -> Rows:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def fields(row: dict[str, Any]) -> Fields:
    """A row of the set as it is compared."""
    told = ("learning", "subject", "solution", "context", "intent")
    return Fields(*(row.get(name) or "" for name in told))


def b_cubed(groups: Groups, labels: Sequence[Hashable]) -> Score:
    """How pure groups are, and how whole what belongs together."""
    whole: dict[Hashable, set[int]] = defaultdict(set)
    for at, label in enumerate(labels):
        whole[label].add(at)
    precision = recall = 0.0
    for group in groups:
        for at in group:
            shared = len(whole[labels[at]].intersection(group))
            precision += shared / len(group)
            recall += shared / len(whole[labels[at]])
    return Score(precision / len(labels), recall / len(labels))


def halves(
    labels: Sequence[str], times: int, seed: int = 1
) -> Iterator[tuple[list[int], list[int]]]:
    """Positions split in two by random halves of the labels, so many times."""
    rnd = random.Random(seed)
    names = sorted(set(labels))
    for _ in range(times):
        rnd.shuffle(names)
        chosen = set(names[: len(names) // 2])
        inside = [at for at, label in enumerate(labels) if label in chosen]
        yield inside, [at for at, label in enumerate(labels) if label not in chosen]
