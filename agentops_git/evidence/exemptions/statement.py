"""What an exemption says, as a trailer and as a line of a note."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.evidence.approvals.statement import payload_of
from agentops_git.notes.line import Line, utc, values_of

KIND = "audit"
FIELD = "exemption"
NAMESPACE = "agentops-git/exemption"
"""The namespace of these signatures: one that was made for anything else counts for nothing."""
VERSION = 1
KEY = "Exemption"
_RULE = re.compile(r"[A-Z][0-9]{3}")
_UNTIL = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?", re.A
)  # fmt: skip
_TRAILER = re.compile(rf"({_RULE.pattern}) until ({_UNTIL.pattern}): *(\S.*)", re.A | re.S)
_TEXTS = ("repository", "rule", "until", "reason", "constitution", "at", "nonce")
_LISTS = ("paths", "commits")


class Exemption(NamedTuple):
    """A permission to break ``rule`` up to ``until`` (Unix seconds, not any more at it).

    ``commits`` are full ids, empty for one that was made ahead of its commit; ``paths`` are
    globs, empty for all. ``constitution`` is the blob of the law that it was made under.
    ``at`` is when it says to be made; only what is signed has the ``payload`` and a
    ``signature``. ``where`` names its source for people.
    """

    rule: str
    until: int
    reason: str
    where: str
    commits: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    repository: str = ""
    constitution: str = ""
    at: int = 0
    payload: bytes = b""
    signature: str = ""


class Unreadable(NamedTuple):
    """What should be an exemption and is none: from which rule, if that can be told, and why."""

    rule: str
    where: str
    why: str


def seconds_until(text: str) -> int | None:
    """Unix seconds of a day (as it begins) or a date-time, in UTC where it names no zone."""
    from datetime import UTC, datetime

    if not _UNTIL.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text)
        return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def of_trailer(value: str, commit: str) -> Exemption | Unreadable:
    """The exemption that a trailer of a commit states, for that commit alone, never signed."""
    where = f"the trailer of {commit[:12]}" if commit else "the trailer"
    found = _TRAILER.fullmatch(value)
    until = seconds_until(found[2]) if found else None
    if not found or until is None:
        named = _RULE.match(value)
        return Unreadable(named[0] if named else "", where, "is not RULE until DATE-TIME: reason")
    return Exemption(found[1], until, found[3], where, (commit,))


def to_trailer(rule: str, until: int, reason: str) -> str:
    """The trailer that states an exemption."""
    return f"{KEY}: {rule} until {utc(until)}: {reason}"


def of_line(line: Line) -> Exemption | Unreadable | None:
    """The exemption that a line of a note states; None where it is about something else."""
    said = line.fields.get(FIELD)
    if line.kind != KIND or said is None:
        return None
    where = f"the note {line.id[:12]} by {line.by}"
    if not isinstance(said, Mapping) or said.get("v") != VERSION:
        return Unreadable("", where, "is of a form that this agentops-git does not read")
    rule = said.get("rule")
    named = rule if isinstance(rule, str) and _RULE.fullmatch(rule) else ""
    texts = {name: said.get(name) for name in _TEXTS}
    until, at = (seconds_until(str(texts[name])) for name in ("until", "at"))
    if not all(isinstance(text, str) for text in texts.values()) or None in (until, at):
        return Unreadable(named, where, "lacks a field that every exemption has")
    if not named or not str(texts["reason"]).strip():
        return Unreadable(named, where, "names no rule or no reason")
    paths, commits = (_texts(said.get(name)) for name in _LISTS)
    if paths is None or commits is None:
        return Unreadable(named, where, "has a list that is none")
    signature = line.fields.get("signature")
    return Exemption(
        named, until or 0, str(texts["reason"]), where, commits, paths, str(texts["repository"]),
        str(texts["constitution"]), at or 0, payload_of(said),
        signature if isinstance(signature, str) else "",
    )  # fmt: skip


def _texts(field: object) -> tuple[str, ...] | None:
    """The texts of a list; None where anything else stands there: that must not widen it."""
    texts = values_of(field)
    return texts if isinstance(field, list) and len(texts) == len(field) else None
