"""Notes of CommitLore (``refs/notes/commitlore``): blocks of trailers (docs/notes.md)."""

import re

from agentops_git.message.record import read_note
from agentops_git.message.trailers import parse
from agentops_git.survival.foreign_model import ForeignRecord, Reading, Unread, entries_of

_BLANK = re.compile(r"\n[ \t\r]*\n")


def read_commitlore(text: str) -> Reading:
    """Every block of a note, in its order; a paragraph without a trailer is reported."""
    records: list[ForeignRecord] = []
    strange: list[Unread] = []
    for block in _BLANK.split(text):
        if record := _record(block.strip("\r\n")):
            records.append(record)
        elif block.strip():
            strange.append(Unread(block, "no trailer lines"))
    return Reading(tuple(records), tuple(strange), _version(records))


def _record(block: str) -> ForeignRecord | None:
    """A block as git reads it below a subject, else the label lines in it."""
    pairs = [(trailer.key, trailer.value) for trailer in parse(f"x\n\n{block}\n")]
    entries, other = entries_of(pairs) if pairs else (read_note(block), {})
    if not entries and not other:
        return None
    ids = [entry.value for entry in entries if entry.key == "Record-Id"]
    return ForeignRecord(entries, other, ids[0] if ids else None)


def _version(records: list[ForeignRecord]) -> str | None:
    said = (entry for record in records for entry in record.entries)
    return next((entry.value for entry in said if entry.key == "CommitLore-Version"), None)
