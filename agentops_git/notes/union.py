"""The three-way union of two bodies of one note: pure, and it loses nothing."""

from collections.abc import Iterable

from agentops_git.notes.line import Line, Strange, dump, parse_line, says


def united(base: str | None, ours: str | None, theirs: str | None, json: bool) -> str | None:
    """Both bodies in one; None where no note is left.

    What one side deleted while the other left it unchanged stays deleted. JSON lines are
    sorted and unique, without what a tombstone names; paragraphs of plain text keep their
    order, ours before what is new in theirs.
    """
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    parts = rows_of if json else _paragraphs
    kept = _merged(*(parts(text or "") for text in (base, ours, theirs)))
    return (body_of(kept) if json else _text(kept)) or None


def _merged(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Ours but what they deleted, then theirs that is new; a part may stand twice in one."""
    before, mine, other = set(base), set(ours), set(theirs)
    kept = [part for part in ours if part in other or part not in before]
    return kept + [part for part in theirs if part not in mine and part not in before]


def rows_of(text: str) -> list[str]:
    """The rows of a body of lines, as they are; blank ones say nothing."""
    return [row for row in text.split("\n") if row.strip()]


def _paragraphs(text: str) -> list[str]:
    found: list[list[str]] = [[]]
    for row in text.split("\n"):
        if row.strip():
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return ["\n".join(rows) for rows in found if rows]


def _text(paragraphs: Iterable[str]) -> str:
    text = "\n\n".join(paragraphs)
    return f"{text}\n" if text else ""


def body_of(rows: Iterable[str]) -> str:
    """A body out of rows of JSON: the strange ones as they come, then ours, sorted and unique.

    What a tombstone among them names is left out.
    """
    return _written(_read(rows))


def with_lines(body: str, new: Iterable[Line]) -> tuple[str, int]:
    """The body with the lines that it neither holds nor has redacted, and how many they are."""
    held = _read(rows_of(body))
    standing = [line for _, line in held if isinstance(line, Line)]
    redacted = {line.redacts for line in standing}
    known = {says(line) for line in standing if line.id not in redacted}
    fresh = [line for line in new if line.id not in redacted and says(line) not in known]
    if not fresh:
        return body, 0
    return _written([*held, *((dump(line), line) for line in fresh)]), len(fresh)


def _read(rows: Iterable[str]) -> list[tuple[str, Line | str]]:
    return [(row, parse_line(row)) for row in rows]


def _written(read: Iterable[tuple[str, Line | str]]) -> str:
    strange: list[str] = []
    lines: dict[str, tuple[Line, str]] = {}
    for row, line in read:
        if isinstance(line, Line):
            lines.setdefault(line.id, (line, row))
        else:
            strange.append(row)
    named = {line.redacts for line, _ in lines.values()} - {None}
    kept = [row for row in strange if not named or Strange(0, row, "").id not in named]
    kept += sorted(row for oid, (_, row) in lines.items() if oid not in named)
    return "".join(f"{row}\n" for row in kept)
