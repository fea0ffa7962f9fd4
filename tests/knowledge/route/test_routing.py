"""Confidences that hold what they promise, and what feedback changes."""

import pytest

from agentops_git.knowledge.route.calibration import (
    Judged,
    fitted,
    measure,
    probabilities,
    verdict,
)
from agentops_git.knowledge.route.examples import Example
from agentops_git.knowledge.route.routing import TO_FIT, Router
from agentops_git.knowledge.route.workflows import DEFAULTS


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(0.91, "auto"), (0.9, "suggested"), (0.7, "suggested"), (0.69, "choose")],
)
def test_a_verdict_goes_by_the_confidence(confidence: float, said: str) -> None:
    assert verdict(confidence) == said


def test_probabilities_are_ranked_and_equals_go_by_name() -> None:
    assert probabilities({"b": 0.0, "a": 0.0}, 1.0) == {"a": 0.5, "b": 0.5}
    assert list(probabilities({"a": 0.0, "b": 9000.0}, 0.3).values()) == [1.0, 0.0]


def test_the_temperature_rises_until_confidence_is_earned() -> None:
    """Scores that are right three times of four: a temperature that says 0.75."""
    judged = [Judged({"a": 2.0, "b": 0.0}, "b" if at % 4 == 0 else "a") for at in range(40)]
    measured = measure(judged, fitted(judged))
    assert (measured.tasks, measured.accuracy, measured.baseline) == (40, 0.75, 0.75)
    assert measured.error < 0.01
    assert measured.bins[1].tasks == 40


def test_enough_feedback_fits_the_temperature_and_beats_the_rules() -> None:
    """Words that no rule knows, which one team uses for two kinds of work."""
    told = [
        Example(f"{word} the thing number {at}", workflow, told=True)
        for at in range(TO_FIT // 2)
        for word, workflow in (("blorp", "refactor"), ("zwick", "debug"))
    ]
    report = Router(DEFAULTS, told).report()
    assert report.fitted
    assert report.measured is not None
    assert report.rules is not None
    assert report.measured.accuracy > 0.9 > report.rules.accuracy
