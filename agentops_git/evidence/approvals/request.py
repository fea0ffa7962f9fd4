"""A request for approval: what a person needs to decide, kept on the commit that it is about."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.standing import DAY
from agentops_git.evidence.approvals.statement import seconds_of
from agentops_git.git.process import Git
from agentops_git.notes.line import Line, utc, values_of
from agentops_git.notes.read import read_lines

FIELD = "request"
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
VERSION = 1


class Run(NamedTuple):
    """The last run of a gate's command on the tree, and how it ended."""

    gate: str
    command: str
    passed: bool
    outcome: str
    finished: str


class Lesson(NamedTuple):
    """What earlier commits teach that bears on the change."""

    id: str
    text: str


class Request(NamedTuple):
    """What is to be decided on: the commits ``base..head``, proposed to ``ref``, at one gate.

    ``what`` are the subjects of the commits, oldest first; the other lists are what their
    records and whoever asks say. ``asks`` are those who may approve, by name. It is nobody's
    word on anything, and not signed.
    """

    repository: str
    ref: str
    base: str
    head: str
    gate: str
    expires: str
    paths: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    impact: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    validation: tuple[str, ...] = ()
    evidence: tuple[Run, ...] = ()
    learnings: tuple[Lesson, ...] = ()


class Noted(NamedTuple):
    """A request as its note has it: when it was made (Unix seconds), and by whom."""

    request: Request
    line: Line
    at: int


TEXTS = Request._fields[:6]
LISTS = Request._fields[6:14]


def fields_of(request: Request) -> dict[str, object]:
    """The request as it stands in a note, and in JSON."""
    plain = request._asdict()
    for name in LISTS:
        plain[name] = list(plain[name])
    for name in ("evidence", "learnings"):
        plain[name] = [each._asdict() for each in plain[name]]
    return {"v": VERSION, **plain}


def read_requests(git: Git, tip: str) -> tuple[Noted, ...]:
    """The requests in the notes at ``tip``, the oldest first."""
    lines = (line for body in read_lines(git, tip).values() for line in body.lines)
    found = (noted for line in lines if (noted := request_of(line)))
    return tuple(sorted(found, key=lambda each: (each.at, each.line.id)))


def last_of_each(noted: Iterable[Noted]) -> list[Noted]:
    """Of what was asked again for the same commit, ref and gate the last, in their order."""
    last: dict[tuple[str, str, str], Noted] = {}
    for each in noted:
        key = each.request.ref, each.request.head, each.request.gate
        last.pop(key, None)
        last[key] = each
    return list(last.values())


def request_of(line: Line) -> Noted | None:
    """The request that a line states; None where it is none, or of a form that we don't know."""
    said, at = line.fields.get(FIELD), seconds_of(line.at)
    if line.kind != KIND or not isinstance(said, Mapping) or at is None:
        return None
    texts = [said.get(name) for name in TEXTS]
    if said.get("v") != VERSION or not all(isinstance(text, str) for text in texts):
        return None
    if not _OID.fullmatch(said["head"]) or not _OID.fullmatch(said["base"] or said["head"]):
        return None
    lists = (values_of(said.get(name)) for name in LISTS)
    known = tuple(_runs(said.get("evidence"))), tuple(_lessons(said.get("learnings")))
    request = Request._make([*texts, *lists, *known])
    return Noted(request, line, at) if seconds_of(request.expires) is not None else None


def _rows(found: object, kinds: Mapping[str, type]) -> Iterable[Mapping[str, object]]:
    """Those of a list that are objects with fields of these kinds."""
    for row in found if isinstance(found, list) else ():
        if isinstance(row, Mapping) and all(type(row.get(name)) is kinds[name] for name in kinds):
            yield {name: row[name] for name in kinds}


def _runs(found: object) -> Iterable[Run]:
    kinds = {name: bool if name == "passed" else str for name in Run._fields}
    return (Run(**row) for row in _rows(found, kinds))  # type: ignore[arg-type]


def _lessons(found: object) -> Iterable[Lesson]:
    return (Lesson(**row) for row in _rows(found, dict.fromkeys(Lesson._fields, str)))  # type: ignore[arg-type]


def expiry_of(now: int, days: int) -> str:
    """When a request that is made now expires."""
    return utc(now + days * DAY)


class Life(NamedTuple):
    """How a request stands in time, as hours since it was made."""

    hours: int
    expired: bool
    escalated: tuple[str, ...]


def life_of(noted: Noted, now: int, escalations: Iterable[tuple[int, tuple[str, ...]]]) -> Life:
    """The life of a request. ``escalations``: after how many hours (0: never) whom it also asks."""
    hours = max(0, now - noted.at) // 3600
    late = (names for after, names in escalations if after and hours >= after)
    named = tuple(dict.fromkeys(name for names in late for name in names))
    return Life(hours, now >= (seconds_of(noted.request.expires) or 0), named)
