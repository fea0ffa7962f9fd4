"""Scores as probabilities that hold what they promise, and how well they do."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

AUTO, SUGGESTED = 0.9, 0.7
TEMPERATURE = 0.8
"""For the default rules: fitted on tasks that they were not written with (docs/quality.md)."""
_STEPS = [0.3 + 0.05 * step for step in range(55)]

Scores = Mapping[str, float]


class Judged(NamedTuple):
    """The scores of one task, made without it, and the workflow that it wanted."""

    scores: Scores
    workflow: str


class Bin(NamedTuple):
    """Tasks whose confidence lies in one range: how many, its mean, and the share that is right."""

    verdict: str
    tasks: int
    confidence: float
    right: float


class Measured(NamedTuple):
    """``accuracy`` beside ``baseline``, which always names the most frequent workflow.

    ``error`` is the expected calibration error: confidence and accuracy apart, over the bins.
    """

    tasks: int
    accuracy: float
    baseline: float
    log_loss: float
    error: float
    bins: tuple[Bin, ...]


def probabilities(scores: Scores, temperature: float) -> dict[str, float]:
    """The softmax of scores, best first; equals by name."""
    top = max(scores.values())
    raised = {name: math.exp((score - top) / temperature) for name, score in scores.items()}
    total = sum(raised.values())
    ranked = sorted(raised, key=lambda name: (-raised[name], name))
    return {name: raised[name] / total for name in ranked}


def verdict(confidence: float) -> str:
    """``auto`` above 0.9, ``suggested`` from 0.7, else ``choose``."""
    if confidence > AUTO:
        return "auto"
    return "suggested" if confidence >= SUGGESTED else "choose"


def fitted(judged: Sequence[Judged]) -> float:
    """The temperature by which the confidences fit best, by log loss."""
    return min(_STEPS, key=lambda step: _log_loss(judged, step))


def _log_loss(judged: Sequence[Judged], temperature: float) -> float:
    chances = (probabilities(one.scores, temperature)[one.workflow] for one in judged)
    return -sum(math.log(max(chance, 1e-12)) for chance in chances) / len(judged)


def measure(judged: Sequence[Judged], temperature: float) -> Measured:
    """How right, and how honest about it, the routes of some tasks are (at least one)."""
    rows = []
    for one in judged:
        best, confidence = next(iter(probabilities(one.scores, temperature).items()))
        rows.append((confidence, best == one.workflow))
    wanted = [one.workflow for one in judged]
    bins = tuple(_bin(name, rows) for name in ("auto", "suggested", "choose"))
    apart = sum(one.tasks * abs(one.confidence - one.right) for one in bins)
    return Measured(
        len(rows), sum(right for _, right in rows) / len(rows),
        max(map(wanted.count, wanted)) / len(rows), _log_loss(judged, temperature),
        apart / len(rows), bins,
    )  # fmt: skip


def _bin(name: str, rows: Sequence[tuple[float, bool]]) -> Bin:
    found = [row for row in rows if verdict(row[0]) == name]
    count = max(len(found), 1)
    mean, right = sum(row[0] for row in found) / count, sum(row[1] for row in found) / count
    return Bin(name, len(found), mean, right)
