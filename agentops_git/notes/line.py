"""The lines of a note's body: one compact JSON object each (docs/notes.md)."""

import json
import re
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry
from agentops_git.notes.facts import Facts

VERSION = 1
TOMBSTONE = "tombstone"
DECISION = "decision"
"""The field of a line of learnings that names what a person decided (docs/notes.md)."""
_COMMON = ("v", "kind", "id", "at", "by", "commit", "tree", "patch_id", "subject")
_ID = re.compile(r"not-[0-9a-f]{64}")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BROKEN = re.compile("[\ud800-\udfff]")
_LAST_SECOND, _FIRST_SECOND = 253_402_300_799, -62_135_596_800  # of the years 9999 and 1


class Line(NamedTuple):
    """One line: what every line has, and its own ``fields``.

    ``id`` is ``not-`` and 64 hex digits. ``at`` is RFC 3339. ``commit``, ``tree``,
    ``patch_id`` and ``subject`` are those of the annotated object when the line was made.
    """

    v: int
    kind: str
    id: str
    at: str
    by: str
    commit: str | None
    tree: str | None
    patch_id: str | None
    subject: str | None
    fields: Mapping[str, object]

    @property
    def redacts(self) -> str | None:
        """The id that a tombstone names."""
        named = self.fields.get("redacts") if self.kind == TOMBSTONE else None
        return named if isinstance(named, str) else None


class Strange(NamedTuple):
    """A line that is no line of ours: its number from 1, its text, and what is wrong with it."""

    number: int
    text: str
    why: str

    @property
    def id(self) -> str:
        """By which it can be redacted: ``not-`` and the SHA-256 of its bytes."""
        return _digest(self.text)


class Body(NamedTuple):
    """A note's body: the lines that hold, those that can't be read, and the ids redacted here."""

    lines: tuple[Line, ...]
    strange: tuple[Strange, ...]
    redacted: frozenset[str] = frozenset()


def utc(seconds: int) -> str:
    """Unix seconds in RFC 3339, held to the years 1 to 9999."""
    held = time.gmtime(min(max(seconds, _FIRST_SECOND), _LAST_SECOND))
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*held[:6])


def make_line(
    kind: str, at: str, by: str, facts: Facts | None, fields: Mapping[str, object]
) -> Line:
    """A line about the object that ``facts`` describe; broken bytes in texts become U+FFFD."""
    commit, tree, patch_id, subject = facts[1:5] if facts else (None, None, None, None)
    line = Line(
        VERSION, kind, "", at, _whole(by), commit, tree, patch_id,
        None if subject is None else _whole(subject), _whole(dict(fields)),
    )  # fmt: skip
    return line._replace(id=line_id(_text(_object(line))))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _BROKEN.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list | tuple) else value


def _object(line: Line) -> dict[str, object]:
    found: dict[str, object] = {**line.fields, **line._asdict()}
    del found["fields"], found["id"]
    return found


def _text(values: Mapping[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text if text.isascii() else _ESCAPED.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def line_id(text: str) -> str:
    """The id of a line out of its text without the id."""
    return _digest(text)


def _digest(text: str) -> str:
    return "not-" + sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def dump(line: Line) -> str:
    """A line as text: compact, keys sorted, control characters escaped, no newline."""
    return _text({**_object(line), "id": line.id})


def parse_body(text: str) -> Body:
    """Read a body. What is redacted is left out, duplicates are dropped, nothing else is."""
    lines: dict[str, Line] = {}
    strange: list[Strange] = []
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        line = parse_line(row)
        if isinstance(line, Line):
            lines.setdefault(line.id, line)
        else:
            strange.append(Strange(number, row, line))
    return without(Body(tuple(lines.values()), tuple(strange)), frozenset())


def without(body: Body, redacted: Iterable[str]) -> Body:
    """The body without the lines that some ids, or its own tombstones, name."""
    named = {line.redacts for line in body.lines if line.kind == TOMBSTONE}
    ids = frozenset(redacted) | {each for each in named if each}
    if not ids:
        return body
    return Body(
        tuple(line for line in body.lines if line.id not in ids),
        tuple(row for row in body.strange if row.id not in ids),
        ids,
    )


def parse_line(text: str) -> Line | str:
    """The line, or what is wrong with it."""
    if not text.isascii() and _BROKEN.search(text):
        return "it is not UTF-8"
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return "it is not JSON"
    if not isinstance(found, dict):
        return "it is not a JSON object"
    return _wrong(found) or _line(found, text)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _wrong(found: dict[str, object]) -> str:
    """Which of the fields that every line has is not as it has to be."""
    if type(found.get("v")) is not int:
        return "it has no version `v`"
    if found["v"] != VERSION:
        return f"it is of version {str(found['v'])[:20]}, which a newer agentops-git reads"
    texts = all(isinstance(found.get(name), str) for name in ("kind", "at", "by"))
    if not texts or not all(isinstance(found.get(name), str | None) for name in _COMMON[5:]):
        return "one of kind, at, by, commit, tree, patch_id, subject is missing or no text"
    named = found.get("id")
    return "" if isinstance(named, str) and _ID.fullmatch(named) else "its id is no id of a note"


def _line(found: dict[str, Any], text: str) -> Line | str:
    named = found["id"]
    without_id = text.strip().replace(f'"id":"{named}",', "", 1)
    fields = {key: value for key, value in found.items() if key not in _COMMON}
    line = Line._make([*map(found.get, _COMMON), fields])
    if line_id(without_id) != named and line_id(_text(_object(line))) != named:
        return "its id does not fit its content"
    return line


def entries_of(line: Line) -> tuple[Entry, ...]:
    """The record entries that a line of learnings states, in the keys' order, grade ``noted``."""
    if line.kind != "learnings":
        return ()
    return tuple(
        Entry(key, " ".join(value.split()), "noted", movable=False)
        for name, key in CANONICAL.items()
        for value in values_of(line.fields.get(name))
        if value.strip()
    )


def values_of(field: object) -> tuple[str, ...]:
    """The texts of one field: a text is one, a list its texts, anything else none."""
    found = field if isinstance(field, list) else [field]
    return tuple(value for value in found if isinstance(value, str))


def says(line: Line) -> str:
    """What makes a line one of its own: of a learning its content, not when it was written.

    Evidence of other kinds, and what a person decides, may be the same twice at two times,
    and counts twice.
    """
    if line.kind != "learnings" or DECISION in line.fields:
        return line.id
    return _text({"commit": line.commit, "by": line.by, "fields": line.fields})
