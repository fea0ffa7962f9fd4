"""Tasks labelled by hand (tasks.txt), and what they say beside the rules: naive Bayes.

The rules know what was thought of when they were written; examples know the words around it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from agentops_git.knowledge.route.reading import Read, read
from agentops_git.knowledge.route.rules import Reason

_DOUBT = 0.5  # the share of a task that each workflow is thought to have of every term
_WEIGHT = 1.8  # beside the rules; on tasks that neither knew, 1.4 to 2.8 were as good
_FEW = 16  # a task of fewer terms is no clearer for being short

Terms = Mapping[str, Mapping[str, int]]
"""A stem, or two in a row, to workflow to how many tasks have it."""


class Seed(NamedTuple):
    """A task and the workflow that it wants."""

    workflow: str
    task: Read


@cache
def seeds() -> tuple[Seed, ...]:
    """All labelled tasks."""
    text = files(__package__).joinpath("tasks.txt").read_text("utf-8")
    rows = [line.split(": ", 1) for line in text.splitlines()]
    tasks = read([task for _, task in rows])
    return tuple(Seed(name, task) for (name, _), task in zip(rows, tasks, strict=True))


@cache
def known() -> Terms:
    """The terms of all labelled tasks, counted."""
    return counted(seeds())


def counted(tasks: Iterable[Seed]) -> Terms:
    """Terms by the workflows of the tasks that have them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in tasks:
        for term in _terms(seed.task.stems):
            found[term][seed.workflow] += 1
    return found


def seeded(task: Read, names: Collection[str], terms: Terms) -> list[Reason]:
    """What labelled tasks say for and against each workflow of theirs; a long task is no surer."""
    held = {term: text for term, text in _terms(task.stems, task.words).items() if term in terms}
    theirs = sorted(_seeded_names() & {*names})
    share = _WEIGHT / math.sqrt(max(len(_terms(task.stems)), _FEW))
    return [
        Reason(name, text, share * _odds(terms[term], name, len(theirs)))
        for term, text in held.items()
        for name in theirs
    ]


@cache
def _seeded_names() -> frozenset[str]:
    return frozenset(seed.workflow for seed in seeds())


def _odds(by: Mapping[str, int], name: str, workflows: int) -> float:
    """The log of how much more of a term's tasks want a workflow than would by chance."""
    here, all_of = by.get(name, 0) + _DOUBT, sum(by.values()) + _DOUBT * workflows
    return math.log(workflows * here / all_of)


def _terms(stems: Sequence[str], words: Sequence[str] | None = None) -> dict[str, str]:
    """Stems and pairs of them, each with the words that it stands for."""
    said = words or stems
    pairs = [
        (f"{a} {b}", f"{c} {d}")
        for a, b, c, d in zip(stems, stems[1:], said, said[1:], strict=False)
    ]
    return dict([*zip(stems, said, strict=True), *pairs])
