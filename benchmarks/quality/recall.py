"""Recall: what is found for labelled tasks."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from agentops_git.git.process import Git
from agentops_git.knowledge.recall.choose import Asked, ranked
from agentops_git.knowledge.recall.find import Here, found, here_now
from benchmarks.ground import git, repository
from benchmarks.quality.labelled import Rows, load

_DAY = "2024-01-01"
_KEYS = ("intent", "context", "solution", "learning", "impact")


def rows(eval_dir: str) -> list[str]:
    """The share of tasks with a relevant lesson among the first five, and the mean reciprocal
    rank of the first one; the texts of one lesson count once."""
    learned, asked = load(Path(eval_dir) / "dev.jsonl"), load(Path(eval_dir) / "dev_queries.jsonl")
    with repository() as (path, env):
        git(path, env, "fast-import", "--quiet", data="".join(_commits(learned)))
        here = here_now(Git(str(path), env))._replace(day=_DAY)
        lesson = {_folded(row["learning"]): str(row["cluster"]) for row in learned}
        ranks = [_rank(_lessons(here, one, lesson), one["relevant"]) for one in asked]
    hits = sum(rank <= 5 for rank in ranks) / len(ranks)
    mean = sum(1 / rank for rank in ranks) / len(ranks)
    return [f"{len(ranks)} tasks: hit@5 {hits:.3f}, MRR {mean:.3f}"]


def _commits(learned: Rows) -> Iterator[str]:
    for number, row in enumerate(learned):
        lines = (f"{key.capitalize()}: {' '.join(row[key].split())}" for key in _KEYS if row[key])
        text = f"{row['subject']}\n\n" + "\n".join(lines) + "\n"
        who = f"bench <bench@example.invalid> {1_700_000_000 + 3600 * number} +0000"
        yield (
            f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
            f"data {len(text.encode())}\n{text}"
        )
        body = f"{row['id']}\n"
        for path in row["paths"]:
            yield f"M 100644 inline {path}\ndata {len(body)}\n{body}"
        yield "\n"


def _lessons(here: Here, task: dict[str, Any], lesson: dict[str, str]) -> list[str]:
    known = found(here, task["query"], task.get("paths") or (), _silent)
    items = ranked(known.hits, Asked(known.written, known.paths))
    texts = (_folded(item.served.text) for item in items)
    return list(dict.fromkeys(lesson[text] for text in texts if text in lesson))


def _rank(lessons: Sequence[str], relevant: Iterable[str]) -> float:
    """The place of the first relevant lesson, from 1; infinite where there is none."""
    wanted = set(relevant)
    places_ = (place for place, one in enumerate(lessons, 1) if one in wanted)
    return next(places_, float("inf"))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _silent(_: str) -> None:
    """Nobody reads what is said on the way."""
