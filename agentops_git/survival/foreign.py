"""Other tools' notes, read and never written (docs/notes.md)."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.read import read_bodies, tip_of
from agentops_git.survival.foreign_commitlore import read_commitlore
from agentops_git.survival.foreign_git_ai import read_git_ai
from agentops_git.survival.foreign_git_mem import read_git_mem
from agentops_git.survival.foreign_model import ForeignRecord, Reading

READERS: Mapping[str, tuple[str, Callable[[str], Reading]]] = {
    "git-mem": ("refs/notes/mem", read_git_mem),
    "commitlore": ("refs/notes/commitlore", read_commitlore),
    "git-ai": ("refs/notes/ai", read_git_ai),
}
"""The ref where each tool keeps its notes, and what reads them."""

TOOLS = tuple(READERS)
WIDTH = 72
LONGEST = 400  # of a value on the screen; --json has it whole


class ForeignNotes(NamedTuple):
    """The notes of one tool by the object they hang on; ``tip`` is None where there are none."""

    tool: str
    ref: str
    tip: str | None
    notes: Mapping[str, Reading]


def read_foreign(git: Git, tool: str) -> ForeignNotes:
    """Every note of ``tool`` here, in the order of their objects; UsageError for no such tool."""
    if tool not in READERS:
        raise UsageError(f"{one_line(tool)!r} is none of {', '.join(TOOLS)}")
    ref, read = READERS[tool]
    tip = tip_of(git, ref)
    bodies = sorted(read_bodies(git, tip)) if tip else []
    return ForeignNotes(tool, ref, tip, {oid: read(text) for oid, text in bodies})


def foreign_data(found: ForeignNotes) -> dict[str, object]:
    """The notes for ``--json``, version 1 (docs/notes.md)."""
    notes = [{"commit": oid, **_note_data(note)} for oid, note in found.notes.items()]
    head = {"version": 1, "tool": found.tool, "ref": found.ref, "tip": found.tip}
    return {**head, "notes": notes}


def _note_data(note: Reading) -> dict[str, object]:
    return {
        "format": note.format,
        "records": [_record_data(record) for record in note.records],
        "strange": [{"text": each.text, "why": each.why} for each in note.strange],
    }


def _record_data(record: ForeignRecord) -> dict[str, object]:
    fields: dict[str, list[str]] = {}
    for entry in record.entries:
        fields.setdefault(entry.key, []).append(entry.value)
    head = {"id": record.id, "at": record.at, "agent": record.agent, "model": record.model}
    return {**head, "fields": fields, "other": dict(record.other)}


def foreign_text(found: ForeignNotes) -> Iterator[str]:
    """The notes as lines for people, safe to print."""
    if found.tip is None:
        yield f"no notes of {found.tool} here; to get a remote's:"
        yield f"  git fetch origin {found.ref}:{found.ref}"
    for oid, note in found.notes.items():
        yield f"{oid[:12]}  {found.tool}{f' {one_line(note.format)}' if note.format else ''}"
        for record in note.records:
            yield from _record_text(record)
        for each in note.strange:
            yield f"  not read ({one_line(each.why)}): {one_line(each.text[: WIDTH * 4], WIDTH)}"


def _record_text(record: ForeignRecord) -> Iterator[str]:
    for entry in record.entries:
        yield f"  {one_line(entry.key)}: {one_line(entry.value, LONGEST)}"
    for key, value in record.other.items():
        if value not in (None, "", [], {}, 0):
            yield f"  ({one_line(key)}) {one_line(_plain(value), LONGEST)}"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{one_line(str(key))} {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    return one_line(str(value))
