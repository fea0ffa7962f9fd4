"""What reading another tool's note gives, whichever tool it is."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.message.dialects import in_dialects, reads_as
from agentops_git.message.model import Entry
from agentops_git.message.record import read_note

Fields = Mapping[str, object]


class Unread(NamedTuple):
    """A part of a note that could not be read; it stays in the note as it is."""

    text: str
    why: str


class ForeignRecord(NamedTuple):
    """One record of a note: ``entries`` has our keys, ``other`` what we have no key for.

    ``id`` and ``at`` are the tool's own; ``agent`` and ``model`` are who wrote, where it says so.
    """

    entries: tuple[Entry, ...]
    other: Fields
    id: str | None = None
    at: str | None = None
    agent: str | None = None
    model: str | None = None


class Reading(NamedTuple):
    """One note as its tool's format reads; ``format`` is the version that it names."""

    records: tuple[ForeignRecord, ...]
    strange: tuple[Unread, ...] = ()
    format: str | None = None


def objects(text: str) -> tuple[list[object], str]:
    """The JSON values that stand one after another, and the rest that is none.

    git joins two notes on one object by putting one below the other.
    """
    decoder = json.JSONDecoder()
    values: list[object] = []
    at = _after_blanks(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        at = _after_blanks(text, at)
    return values, text[at:]


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def as_json(value: object) -> str:
    """A value that JSON held, as JSON again."""
    return json.dumps(value, ensure_ascii=False)


def string(fields: Fields, name: str) -> str | None:
    """A field that is text and says something."""
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None


def entries_of(pairs: list[tuple[str, str]]) -> tuple[tuple[Entry, ...], dict[str, object]]:
    """Labelled values under our keys, and those that no dialect knows under their own."""
    entries: list[Entry] = []
    other: dict[str, object] = {}
    for key, value in pairs:
        if ours := reads_as(key, value):
            entries.append(Entry(ours[0], ours[1], "noted", ours[2], False))
        else:
            before = other.get(key)
            other[key] = [*before, value] if isinstance(before, list) else [value]
    return tuple(in_dialects(entries)), other


def labelled(text: str, why: str) -> Reading:
    """A note that is not in its tool's format: the label lines in it, else nothing but ``why``."""
    entries = read_note(text)
    strange = (Unread(text, why),)
    return Reading((ForeignRecord(entries, {}),) if entries else (), strange)
