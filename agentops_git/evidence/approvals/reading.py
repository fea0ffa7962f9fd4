"""The signed statements that the notes of kind ``approvals`` hold."""

from collections.abc import Container
from typing import NamedTuple

from agentops_git.evidence.approvals.statement import Statement, parse_statement, payload_of
from agentops_git.git.process import Git
from agentops_git.notes.line import Line, parse_line
from agentops_git.notes.read import read_bodies

KIND = "approvals"
_REDACTS = '"redacts"'
"""What the text of every tombstone holds; other lines need not be parsed to tell."""


class Signed(NamedTuple):
    """One line that states a decision, on the commit ``on`` whose note holds it.

    ``payload`` is what was signed. ``redacted``: a tombstone names the line.
    """

    on: str
    line: Line
    statement: Statement
    payload: bytes
    signature: str
    redacted: bool = False


class Unreadable(NamedTuple):
    """A line that should state a decision, and what is wrong with it."""

    on: str
    line: Line
    why: str


Found = tuple[Signed | Unreadable, ...]


def read_approvals(git: Git, tip: str, on: Container[str] | None = None) -> Found:
    """All decisions, the oldest first, or those in the notes of the commits ``on`` alone.

    Lines that a tombstone names are there too, where the text still is: who may write notes
    must not be able to take back what another person signed.
    """
    lines = [
        (oid, line)
        for oid, body in read_bodies(git, tip)
        for row in body.split("\n")
        if (on is None or oid in on or _REDACTS in row)
        and isinstance(line := parse_line(row), Line)
    ]
    redacted = {line.redacts for _, line in lines}
    found = {
        (oid, line.id): signed_of(oid, line, line.id in redacted)
        for oid, line in lines
        if "statement" in line.fields and (on is None or oid in on)
    }
    return tuple(sorted(found.values(), key=lambda each: (each.line.at, each.line.id, each.on)))


def signed_of(on: str, line: Line, redacted: bool = False) -> Signed | Unreadable:
    """What one line states."""
    fields, signature = line.fields["statement"], line.fields.get("signature")
    said = parse_statement(fields)
    if isinstance(said, str) or not isinstance(fields, dict):
        return Unreadable(on, line, str(said))
    if not isinstance(signature, str):
        return Unreadable(on, line, "is not signed")
    return Signed(on, line, said, payload_of(fields), signature, redacted)
