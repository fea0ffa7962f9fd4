"""Routes: the defaults on labelled tasks."""

import json
from collections.abc import Iterator
from pathlib import Path

from agentops_git.knowledge.route.calibration import TEMPERATURE, Judged, measure
from agentops_git.knowledge.route.reading import read
from agentops_git.knowledge.route.routing import total
from agentops_git.knowledge.route.seeds import known
from agentops_git.knowledge.route.workflows import DEFAULTS


def rows(eval_dir: str) -> list[str]:
    """Accuracy and calibration as Markdown."""
    lines = (Path(eval_dir) / "dev_routes.jsonl").read_text("utf-8").splitlines()
    return list(_rows([json.loads(line) for line in lines if line.strip()]))


def _rows(labelled: list[dict[str, str]]) -> Iterator[str]:
    tasks = read([one["task"] for one in labelled])
    found = [total(task, DEFAULTS, known()) for task in tasks]
    wanted = [row["workflow"] for row in labelled]
    judged = [Judged(*one) for one in zip(found, wanted, strict=True)]
    all_of = measure(judged, TEMPERATURE)
    yield f"{all_of.tasks} tasks, {all_of.accuracy:.3f} right (one for all: {all_of.baseline:.3f})"
    yield f"log loss {all_of.log_loss:.3f}, expected calibration error {all_of.error:.3f}"
    yield ""
    yield "| verdict | tasks | mean confidence | right |"
    yield "| --- | --- | --- | --- |"
    for one in all_of.bins:
        yield f"| {one.verdict} | {one.tasks} | {one.confidence:.2f} | {one.right:.2f} |"
