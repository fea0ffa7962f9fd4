"""What ``note list`` and ``note show`` share: notes as text for people, and as JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from agentops_git.message.ids import short
from agentops_git.message.printable import one_line
from agentops_git.notes.everything import Kept
from agentops_git.notes.line import DECISION, Line, entries_of

_BROKEN = re.compile("[\ud800-\udfff]")
_ID = re.compile(r"(?:lrn|imp|pat|not)-[0-9a-f]{64}")
NAMED = 6  # ids of a list that are shown
CUT = 4096  # characters of a value that are looked at before it is cut for a terminal


def said(line: Line) -> Iterator[tuple[str, str]]:
    """What a line says, as labels and texts: a record's keys as they are written in commits."""
    if line.redacts:
        yield "Redacted", line.redacts
    if entries := entries_of(line):
        yield from ((entry.key, entry.value) for entry in entries)
        return
    if DECISION in line.fields:
        yield from _decided(line)
        return
    for name, value in sorted(line.fields.items()):
        if not (line.redacts and name == "redacts"):
            yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _decided(line: Line) -> Iterator[tuple[str, str]]:
    """A decision: its word, then its fields; of lists of ids the first few, shortened."""
    yield "Decision", _value(line.fields[DECISION])
    for name, value in sorted(line.fields.items()):
        if name not in (DECISION, "seen"):
            yield name.capitalize(), _value(value)


def _value(value: object) -> str:
    if isinstance(value, list):
        more = f" and {len(value) - NAMED} more" if len(value) > NAMED else ""
        return ", ".join(map(_value, value[:NAMED])) + more
    if isinstance(value, str):
        return short(value) if _ID.fullmatch(value) else value
    return json.dumps(value, ensure_ascii=False)


def brief(text: str, width: int) -> str:
    """A text of any size on one line of at most ``width`` characters."""
    return one_line(text[:CUT], width)


def rows(kept: Kept) -> Iterator[str]:
    """One line a note line, a text note or a strange row."""
    for oid, line in kept.lines():
        text = "; ".join(f"{label}: {value[:CUT]}" for label, value in said(line))
        at, by = brief(line.at, 30), brief(line.by, 60)
        what = brief(line.kind, 20)
        yield f"{short(line.id)}  {what:<9}  {oid[:12]}  {at}  {by}  {brief(text, 300)}"
    for oid, text in sorted(kept.texts.items()):
        yield f"{'text note':<16}  {kept.kind:<9}  {oid[:12]}  {brief(text, 300)}"
    for oid, row in kept.strange():
        where = f"{kept.kind:<9}  {oid[:12]}  line {row.number} of the note"
        yield f"{short(row.id)}  {where} can't be read, {row.why}: {brief(row.text, 80)}"


def notices(kept: Kept) -> Iterator[str]:
    """What is to be said of a ref besides its notes."""
    if kept.problem:
        yield kept.problem
    if kept.foreign:
        first, more = one_line(kept.foreign[0], 60), len(kept.foreign) - 1
        others = f" and {more} more" if more else ""
        yield f"no notes, but left alone in {kept.ref}: '{first}'{others}"


def data(all_kept: Sequence[Kept]) -> dict[str, object]:
    """Version 1 of what ``note list --json`` and ``note show --json`` write (docs/json.md)."""
    found: dict[str, list[object]] = {"notes": [], "texts": [], "strange": [], "foreign": []}
    for kept in all_kept:
        found["notes"] += [_line_data(kept, oid, line) for oid, line in kept.lines()]
        found["texts"] += [
            {"ref": kept.ref, "object": oid, "text": _whole(text)}
            for oid, text in sorted(kept.texts.items())
        ]
        found["strange"] += [
            {
                "ref": kept.ref, "object": oid, "line": row.number, "id": row.id,
                "why": row.why, "text": _whole(row.text),
            }
            for oid, row in kept.strange()
        ]  # fmt: skip
        found["foreign"] += [{"ref": kept.ref, "path": _whole(path)} for path in kept.foreign]
    problems = [kept.problem for kept in all_kept if kept.problem]
    return {"version": 1, **found, "problems": problems}


def _line_data(kept: Kept, oid: str, line: Line) -> Mapping[str, object]:
    return {"ref": kept.ref, "object": oid, **line._asdict()}


def _whole(text: str) -> str:
    return _BROKEN.sub("\ufffd", text)
