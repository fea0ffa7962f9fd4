"""The default rules: what the words of a task speak for, as scores that add up.

A score is in units of log odds. What speaks for a workflow again and again counts less each
time, so that a long text is no more certain than a clear one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from agentops_git.knowledge.route.lexicon import (
    DEBUG,
    DOCS,
    LEADS,
    PHRASES,
    PLAN,
    QUICK,
    WORDS,
    Weights,
)
from agentops_git.knowledge.route.reading import Read, read
from agentops_git.knowledge.route.workflows import Workflow
from agentops_git.memory.terms import stems

STATED = 2.5  # what a word of the constitution's `when` weighs
_FADING = 0.65  # how much less each further reason for the same workflow counts
_SECOND_VERB = 0.35  # the weight of a leading verb that stands further on


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MODALS = _set("should must need needs want wants wish expect could ought asked ask")
_KNOWING = _set("know understand learn read knows understands knowing explanation")
_FINITE = _set(
    "is are was were does do did has have had come comes get gets keep keeps become becomes "
    "show shows take takes return returns pass passes stop stops end ends stay stays run runs "
    "but although while when after again"
)
_SHAPES: tuple[tuple[re.Pattern[str], str, float, str], ...] = (
    (re.compile(r"^\s*why\b", re.I), DEBUG, 2.0, "asks why"),
    (re.compile(r"\b\w*(?:Error|Exception)\b"), DEBUG, 1.6, "names an exception"),
    (re.compile(r"(?<![\d.])(?:5\d\d|40[0-9]|429)s?(?![\d.%])"), DEBUG, 1.1, "names a status"),
    (re.compile(r"^\s*(?:which|what|should|is it|could we)\b.*\?\s*$", re.I | re.S), PLAN, 1.6,
     "asks what to choose"),
    (re.compile(r"^\s*how (?:does|do|is|are)\b", re.I), DOCS, 1.2, "asks how it works"),
    (re.compile(r"\bshould (?:read|say|last)\b|\bnot [\"'\d]", re.I), QUICK, 1.2,
     "names what it should be"),
    (re.compile(r"(?<![\w.])v?\d+\.\d+(?:\.\d+)?(?![\w.])"), QUICK, 0.5, "names a version"),
    (re.compile(r"\bfrom\s+\S+\s+to\s+\S+", re.I), QUICK, 0.8, "names the old and the new"),
    (re.compile(r"""["“'‘`«][^"”'’`»\n]{1,60}["”'’`»]"""), QUICK, 0.6, "quotes a text"),
    (re.compile(r"\b[\w/-]+\.(?:py|js|ts|go|rs|rb|java|c|h|css|html|json|ya?ml|toml|ini|cfg|md|txt|"
                r"xml|sh|sql|env)\b"), QUICK, 0.5, "names a file"),
)  # fmt: skip


Table = Mapping[str, Mapping[str, float]]
"""What to look for, and how much it speaks for which workflow."""


class Reason(NamedTuple):
    """One thing in a task that speaks for a workflow, and how much."""

    workflow: str
    text: str
    weight: float


def reasons(task: Read, workflows: Iterable[Workflow]) -> list[Reason]:
    """Everything in a task that speaks for one of the workflows, the strongest first."""
    workflows = list(workflows)
    names = {one.name for one in workflows}
    found = [*_lead(task), *_anywhere(task), *_in_a_row(task, _phrases()), *_shaped(task)]
    found += _in_a_row(task, _stated(workflows))
    kept = _once(reason for reason in found if reason.workflow in names)
    return sorted(kept, key=lambda one: (-one.weight, one.workflow, one.text))


def scores(found: Iterable[Reason], workflows: Iterable[Workflow]) -> dict[str, float]:
    """The score of each workflow: its reasons, the strongest whole, the others fading."""
    weights: dict[str, list[float]] = defaultdict(list)
    for reason in found:
        weights[reason.workflow].append(reason.weight)
    return {one.name: _faded(weights[one.name]) for one in workflows}


def _faded(weights: list[float]) -> float:
    ranked = sorted(weights, reverse=True)
    return sum(weight * _FADING**at for at, weight in enumerate(ranked))


def _lead(task: Read) -> list[Reason]:
    """What the verbs say: the one that the task begins with, the others less."""
    known = _table("leads")
    said = _statement(task, known)
    later = _SECOND_VERB / 2 if said else _SECOND_VERB
    found = []
    for at in range(len(task.words)):
        share = 1.0 if at == task.lead else later
        for name, weight in _meant(task, at, known):
            found.append(Reason(name, task.words[at], weight * share))
    return found + said


def _meant(task: Read, at: int, known: Table) -> Iterable[tuple[str, float]]:
    """What a table says of the word at a place: as it stands, or by its stem."""
    by = known.get(f"{task.words[at]}=") or known.get(task.stems[at]) or {}
    return by.items()


def _statement(task: Read, known: Table) -> list[Reason]:
    """A task that asks for nothing tells what is wrong, or what is wished for."""
    at = task.lead
    if not task.words or (at >= 0 and [*_meant(task, at, known)]):
        return []
    if _MODALS & {*task.words} and "not" not in task.words:
        wished = DOCS if _KNOWING & {*task.words} else PLAN
        return [Reason(wished, "wishes for something", 1.6)]
    whole = task.words[0] not in ("a", "an", "new")  # "a guide for X" is asked for, not told
    said = [Reason(DEBUG, "states something", 0.6 if whole else 0.3)]
    if _FINITE & {*task.words}:
        said.append(Reason(DEBUG, "says what happens", 0.8))
    return said


def _anywhere(task: Read) -> list[Reason]:
    known = _table("words")
    return [
        Reason(name, word, weight)
        for at, word in enumerate(task.words)
        for name, weight in _meant(task, at, known)
    ]


def _in_a_row(task: Read, phrases: Mapping[tuple[str, ...], Mapping[str, float]]) -> list[Reason]:
    found = []
    for size in sorted({len(phrase) for phrase in phrases}):
        for at in range(len(task.stems) - size + 1):
            for name, weight in phrases.get(task.stems[at : at + size], {}).items():
                found.append(Reason(name, " ".join(task.words[at : at + size]), weight))
    return found


def _shaped(task: Read) -> list[Reason]:
    text = task.text[:2000]
    return [Reason(name, why, weight) for shape, name, weight, why in _SHAPES if shape.search(text)]


def _once(found: Iterable[Reason]) -> list[Reason]:
    """Each text once a workflow, with its greatest weight."""
    best: dict[tuple[str, str], Reason] = {}
    for one in found:
        key = one.workflow, one.text
        if key not in best or best[key].weight < one.weight:
            best[key] = one
    return list(best.values())


@cache
def _stemmed() -> dict[str, str]:
    tables = [by for table in (LEADS, WORDS, PHRASES) for by in table.values()]
    texts = [text for by_weight in tables for text in by_weight.values()]
    return stems({word for text in texts for word in text.replace(",", " ").split()})


@cache
def _table(which: str) -> Table:
    """Stem, or ``word=``, to workflow to weight; of two words with one stem the greater weight."""
    weights: Weights = {"leads": LEADS, "words": WORDS}[which]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, by_weight in weights.items():
        for weight, text in by_weight.items():
            for word in text.split():
                stem = word if word.endswith("=") else _stemmed()[word]
                found[stem][name] = max(weight, found[stem].get(name, 0.0))
    return dict(found)


@cache
def _phrases() -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for name, by_weight in PHRASES.items():
        for weight, text in by_weight.items():
            for phrase in text.split(","):
                found[tuple(_stemmed()[word] for word in phrase.split())][name] = weight
    return dict(found)


def _stated(workflows: Iterable[Workflow]) -> dict[tuple[str, ...], dict[str, float]]:
    """The words and phrases that the constitution states."""
    asked = [(one.name, text) for one in workflows for text in one.when]
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for (name, _), task in zip(asked, read([text for _, text in asked]), strict=True):
        if task.stems:
            found[task.stems][name] = STATED
    return dict(found)
