"""What a history already holds: counts of record lines, and what repair would save."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import Any

from agentops_git.errors import UsageError
from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.memory.mine import resolve_range
from agentops_git.message.dialects import OTHER
from agentops_git.message.model import Entry
from agentops_git.message.printable import one_line
from agentops_git.message.record import read
from agentops_git.message.repair import repair

GZIP = b"\x1f\x8b"


class Survey:
    """Counts over messages; ``as_dict`` gives them as ``survey --json`` does."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.by_key: Counter[str] = Counter()
        self.dialects: Counter[str] = Counter()

    def add(self, message: str) -> None:
        """Count one message."""
        lines = _lines(message)
        visible = sum(entry.grade == "trailer" for entry in lines)
        movable = sum(entry.movable for entry in lines)
        self.counts.update(
            commits=1,
            with_records=int(bool(lines)),
            record_lines=movable,
            visible=visible,
            recovered=movable - visible,
            visible_after_repair=movable - (_hidden_still(message) if movable > visible else 0),
            read_only=len(lines) - movable,
        )
        self.by_key.update(entry.key for entry in lines)
        self.dialects.update(entry.dialect for entry in lines)

    def as_dict(self) -> dict[str, Any]:
        """The counts; ``by_key`` and ``dialects`` sum to ``record_lines`` and ``read_only``."""
        names = (
            "commits", "with_records", "record_lines", "visible", "recovered",
            "visible_after_repair", "read_only",
        )  # fmt: skip
        return {
            "version": 1,
            **{name: self.counts[name] for name in names},
            "by_key": _ranked(self.by_key),
            "dialects": _ranked(self.dialects),
        }


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _lines(message: str) -> list[Entry]:
    """The label lines of ours and of dialects, each once however many values stand under it."""
    entries = (entry for entry in read(message).entries if entry.dialect != OTHER)
    return [*{(entry.line, entry.key): entry for entry in entries}.values()]


def _hidden_still(message: str) -> int:
    repaired = read(repair(message)).entries
    return sum(entry.movable and entry.grade != "trailer" for entry in repaired)


def survey(messages: Iterable[str]) -> Survey:
    """Count the record lines of messages."""
    counts = Survey()
    for message in messages:
        counts.add(message)
    return counts


def messages_of_range(git: Git, text: str) -> Iterator[str]:
    """The messages of a range; none where there is no commit yet. UsageError for nonsense."""
    places(git)
    span = resolve_range(git, text)
    if span:
        revs = [*span.includes, *(f"^{commit}" for commit in span.excludes)]
        yield from (commit.message for commit in read_commits(git, (), revs))


def messages_of_file(name: str) -> Iterator[str]:
    """The ``message`` of every line of a JSON Lines file, gzipped or not; UsageError for others."""
    try:
        with open(name, "rb") as file:
            for number, line in enumerate(_opened(file), start=1):
                if line.strip():
                    yield _message(line, f"{one_line(name)}:{number}")
    except (OSError, EOFError, zlib.error) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "it is a broken gzip file"
        raise UsageError(f"cannot read {one_line(name)}: {reason}") from None


def _opened(file: BufferedReader) -> Iterable[bytes]:
    import gzip

    return gzip.open(file) if file.peek(len(GZIP)).startswith(GZIP) else file


def _message(line: bytes, where: str) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(
            f'{where}: this is no JSON; every line is an object like {{"message": "…"}}'
        ) from None
    message = row.get("message") if isinstance(row, dict) else None
    if not isinstance(message, str):
        raise UsageError(f'{where}: this object has no text as its "message"')
    return message
