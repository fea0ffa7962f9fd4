"""A bundle's items out of what the commits say, most important first in each section."""

from collections.abc import Iterator

from agentops_git.knowledge.backlog import backlog
from agentops_git.knowledge.bundle.source import Source
from agentops_git.knowledge.bundle.state import PHASES, Given, Piece, Pieces
from agentops_git.knowledge.clock import day_of
from agentops_git.knowledge.learnings import learnings
from agentops_git.knowledge.said import said
from agentops_git.memory.mine import Mined

DECISIONS = {"Directive": "", "Constraint": "limit: ", "Rejected": "rejected: ", "Solution": ""}
"""The keys whose values are decisions, most important first, and how they are told apart."""


def pieces(mined: Mined, source: Source, given: Given) -> Pieces:
    """All items: those that people gave, then those of the records, the newest first."""
    drawn = {
        "next": _items(mined, "improvement"),
        "decisions": [one for key in DECISIONS for one in _said(mined, key, DECISIONS[key])],
        "questions": _items(mined, "not-tested"),
        "findings": _findings(mined),
        "parameters": [],
        "files": [Piece(path) for path in source.files],
        "commits": [Piece(f"{day_of(one.date)} {one.subject}", one.id) for one in source.changes],
    }
    return {name: _once(given, name, found) for name, found in drawn.items()}


def goal(mined: Mined, source: Source, given: Given) -> str:
    """What people gave, else the last Intent, else the subject of the last commit."""
    intents = _said(mined, "Intent", "")
    subject = source.changes[0].subject if source.changes else ""
    return given.goal or (intents[0].text if intents else subject)


def phase(mined: Mined, given: Given) -> str:
    """What people gave, else the last Phase of ours that a commit states, else ""."""
    stated = [word for one in _said(mined, "Phase", "") if (word := one.text.lower()) in PHASES]
    return given.phase or (stated[0] if stated else "")


def _once(given: Given, name: str, drawn: list[Piece]) -> tuple[Piece, ...]:
    every = [*map(Piece, given.items.get(name, ())), *drawn]
    first: dict[str, Piece] = {}
    for one in every:
        first.setdefault(one.text, one)
    return tuple(first.values())


def _said(mined: Mined, key: str, label: str) -> list[Piece]:
    newest = reversed(list(said(mined, key)))
    return [
        Piece(label + one.value.strip(), one.evidence.record.id)
        for one in newest
        if not one.evidence.expired
    ]


def _findings(mined: Mined) -> list[Piece]:
    known = [one for one in learnings(mined) if not one.superseded_by and not one.expired]
    known.sort(key=lambda one: (one.evidence[-1].record.date, one.id), reverse=True)
    return [Piece(one.text.strip(), one.evidence[-1].record.id) for one in known]


def _items(mined: Mined, kind: str) -> list[Piece]:
    return list(_open(mined, kind))


def _open(mined: Mined, kind: str) -> Iterator[Piece]:
    for item in backlog(mined):
        if item.kind == kind and item.status in ("open", "in progress"):
            yield Piece(item.text, item.evidence[0].record.id)
