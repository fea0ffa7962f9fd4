"""The default rules on tasks of many trades, labelled by hand (tasks.txt)."""

from pathlib import Path

from agentops_git.knowledge.route.rules import read, reasons, scores
from agentops_git.knowledge.route.workflows import DEFAULTS

TASKS = [
    line.split(": ", 1)
    for line in (Path(__file__).parent / "tasks.txt").read_text("utf-8").splitlines()
]


def best(text: str) -> str:
    found = scores(reasons(read([text])[0], DEFAULTS), DEFAULTS)
    return max(found, key=lambda name: found[name])


def test_most_tasks_are_routed_as_a_person_would() -> None:
    right = [best(text) == workflow for workflow, text in TASKS]
    assert sum(right) / len(right) > 0.9


def test_a_text_that_says_nothing_speaks_for_nothing() -> None:
    assert reasons(read([""])[0], DEFAULTS) == []
    assert reasons(read(["…  — !?"])[0], DEFAULTS) == []
