"""Groups of learnings: B-cubed scores on dev.jsonl."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, stdev

from agentops_git.knowledge.grouping import Fields, group_near_equal
from agentops_git.knowledge.grouping.fields import Lesson, lessons
from agentops_git.knowledge.grouping.sequence import THRESHOLD, Groups
from benchmarks.quality.labelled import Rows, Score, b_cubed, fields, halves, load

TIMES, ORDERS = 50, 10
GRID = [0.17, 0.185, 0.2, 0.215, 0.23, 0.245]


def rows(eval_dir: str) -> list[str]:
    """A Markdown table."""
    folder = Path(eval_dir)
    labelled = load(folder / "dev.jsonl")
    return ["| grouping | precision | recall | F1 |", "| --- | ---: | ---: | ---: |",
            *_table(folder, labelled), "", _apart(folder, labelled)]  # fmt: skip


def _table(folder: Path, labelled: Rows) -> Iterator[str]:
    labels = [row["cluster"] for row in labelled]
    told = lessons(fields(row) for row in labelled)
    bare = lessons(Fields(row["learning"]) for row in labelled)
    yield _row("every learning alone", b_cubed([[at] for at in range(len(labels))], labels))
    near = group_near_equal([row["learning"] for row in labelled])
    yield _row("near-equal texts", b_cubed(near, labels))
    yield _row("the learnings without their fields", b_cubed(_grouped(bare), labels))
    yield _row(f"as the tool does, threshold {THRESHOLD}", b_cubed(_grouped(told), labels))
    best = max(GRID, key=lambda least: b_cubed(_grouped(told, least), labels).f1)
    yield _row(f"the best threshold for this set, {best}", b_cubed(_grouped(told, best), labels))
    yield _spread(f"in {ORDERS} random orders", _shuffled(told, labels))
    yield _spread(f"out of fold, {TIMES} times", _out_of_fold(told, labels))
    yield _row("end to end: a repository, `learnings --json`", _end_to_end(folder, labelled))


def _grouped(told: Sequence[Lesson], least: float = THRESHOLD) -> list[list[int]]:
    groups = Groups()
    groups.threshold = least
    for lesson in told:
        groups.add(lesson)
    return list(groups.members.values())


def _shuffled(told: Sequence[Lesson], labels: Sequence[str]) -> list[Score]:
    rnd = random.Random(1)
    orders = [rnd.sample(range(len(told)), len(told)) for _ in range(ORDERS)]
    return [_scored(told, labels, order, THRESHOLD) for order in orders]


def _out_of_fold(told: Sequence[Lesson], labels: Sequence[str]) -> list[Score]:
    """The threshold is chosen on one half of the labels, the score that of the other half."""
    scores = []
    for one, other in halves(labels, TIMES):
        best = max(GRID, key=lambda least: _scored(told, labels, one, least).f1)
        scores.append(_scored(told, labels, other, best))
    return scores


def _scored(
    told: Sequence[Lesson], labels: Sequence[str], chosen: Sequence[int], least: float
) -> Score:
    groups = _grouped([told[at] for at in chosen], least)
    return b_cubed(groups, [labels[at] for at in chosen])


def _end_to_end(folder: Path, labelled: Rows) -> Score:
    with tempfile.TemporaryDirectory() as place:
        repository = f"{place}/repository"
        build = [sys.executable, f"{folder}/build_repo.py", f"{folder}/dev.jsonl", repository]
        subprocess.run(build, check=True)
        tool = [sys.executable, "-m", "agentops_git", "-C", repository, "learnings", "--json"]
        mined = json.loads(subprocess.run(tool, check=True, capture_output=True).stdout)
    at = {_key(row["learning"]): number for number, row in enumerate(labelled)}
    text = {one["id"]: _key(one["text"]) for one in mined["learnings"]}
    groups = [[at[text[one]] for one in each["learnings"]] for each in mined["clusters"]]
    found = {one for group in groups for one in group}
    missing = [[one] for one in at.values() if one not in found]
    return b_cubed([*groups, *missing], [row["cluster"] for row in labelled])


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _apart(folder: Path, labelled: Rows) -> str:
    """How many learnings of lessons that share words, yet teach other things, were kept apart."""
    groups = _grouped(lessons(fields(row) for row in labelled))
    home = {at: number for number, group in enumerate(groups) for at in group}
    of: dict[str, list[int]] = {}
    for at, row in enumerate(labelled):
        of.setdefault(row["cluster"], []).append(home[at])
    pairs = [row["pair"] for row in load(folder / "dev_hardneg.jsonl")]
    met = [one == other for a, b in pairs for one in of[a] for other in of[b]]
    apart = met.count(False)
    return f"Learnings of lessons that share words: {apart} of {len(met)} pairs are kept apart."


def _row(name: str, score: Score) -> str:
    return f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"


def _spread(name: str, scores: Sequence[Score]) -> str:
    parts = ([one.precision for one in scores], [one.recall for one in scores],
             [one.f1 for one in scores])  # fmt: skip
    return (
        f"| {name} | "
        + " | ".join(f"{mean(part):.3f} ± {stdev(part):.3f}" for part in parts)
        + " |"
    )
