"""What a person signs: which change, for which ref of which repository, under which law."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

NAMESPACE = "agentops-git/approval"
"""The namespace of these signatures: one that was made for anything else counts for nothing."""
VERSION = 1
APPROVE, REJECT = "approve", "reject"
_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
_NONCE = re.compile(r"[0-9a-f]{32}")


class Statement(NamedTuple):
    """An approval or a rejection of the commits ``base..head``, proposed to ``ref``.

    ``repository`` is its name on its host, ``ref`` a full one; ``base`` is empty for a root
    commit. ``tree``, ``message`` (SHA-256 of the bytes) and ``patch_id`` (of the whole change,
    empty where it has none) are those of ``head``. ``constitution`` is the blob of the law that
    ruled. ``at`` and ``expires`` are RFC 3339; a rejection never expires.
    """

    decision: str
    repository: str
    ref: str
    base: str
    head: str
    tree: str
    patch_id: str
    message: str
    constitution: str
    gate: str
    at: str
    expires: str
    nonce: str
    reason: str = ""

    @property
    def approves(self) -> bool:
        """Whether it is no rejection."""
        return self.decision == APPROVE


Fields = Mapping[str, object]


def fields_of(statement: Statement) -> dict[str, object]:
    """The statement as it stands in a note."""
    return {"v": VERSION, **statement._asdict()}


def payload_of(fields: Fields) -> bytes:
    """The bytes that are signed: compact JSON in ASCII, keys sorted; unknown fields are in it."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def parse_statement(fields: object) -> Statement | str:
    """The statement, or what is wrong with it; fields that a newer version adds are let be."""
    if not isinstance(fields, Mapping):
        return "states nothing"
    if fields.get("v") != VERSION:
        return "is of a version that a newer agentops-git reads"
    values = [fields.get(name) for name in Statement._fields]
    if not all(isinstance(value, str) for value in values):
        return "lacks a field that every statement has"
    statement = Statement._make(values)
    return _wrong(statement) or statement


def _wrong(said: Statement) -> str:
    if said.decision not in (APPROVE, REJECT):
        return "is neither an approval nor a rejection"
    if not all(_OID.fullmatch(oid) for oid in (said.head, said.tree, said.base or said.head)):
        return "names no whole object ids"
    dates = (said.at, said.expires) if said.approves or said.expires else (said.at,)
    if None in map(seconds_of, dates):
        return "has no date in RFC 3339, UTC"
    return "" if _NONCE.fullmatch(said.nonce) else "has no nonce"


def seconds_of(text: str) -> int | None:
    """Unix seconds of a date as ``notes.line.utc`` writes it; None for anything else."""
    from calendar import timegm
    from datetime import datetime

    found = _AT.fullmatch(text)
    if not found:
        return None
    try:
        return timegm(datetime(*map(int, found.groups())).timetuple())  # type: ignore[arg-type]
    except ValueError:
        return None
