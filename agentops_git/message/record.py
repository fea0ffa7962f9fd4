"""Reading a message: git's view of it, and the tolerant one."""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from agentops_git.message.dialects import KNOWN, OTHER, in_dialects, reads_as
from agentops_git.message.model import Entry, Record, Trailer
from agentops_git.message.subject import parse_subject
from agentops_git.message.trailers import find_block, parse

_CANDIDATE = re.compile(
    r"\n[ \t]*(?:[-*+•][ \t]+|#{1,6}[ \t]+)?(?:\*\*|__)?([A-Za-z][A-Za-z-]*+)"
    r"[ \t]*(?=[:：*_\r\n#]|\Z)"
)
"""The least that a label is; what it finds is looked up in ``KNOWN``."""


def read(message: str, comment: str = "#") -> Record:
    """Read a message as git stores it; labels that git does not see are read and graded."""
    trailers = parse(message, comment)
    plain = plain_block(message, trailers)
    if plain >= 0:
        first = message.count("\n", 0, plain) + 1
        entries = _seen(trailers, range(first, first + len(trailers)))
        return _record(message, plain, trailers, entries)
    from agentops_git.message.recover import trailer_lines, unseen  # most messages do without

    block = find_block(message, comment)
    entries = [*_seen(trailers, trailer_lines(message, block)), *unseen(message, block)]
    entries.sort(key=attrgetter("line"))
    return _record(message, block.start, trailers, entries)


def read_note(text: str) -> tuple[Entry, ...]:
    """Read a plain text note: every label line of it, grade ``noted``."""
    from agentops_git.message.recover import noted

    return tuple(noted(text))


def plain_block(message: str, trailers: Sequence[tuple[str, str]]) -> int:
    """Where the block begins if it ends the message, a line each, and nothing above it is a label.

    So it is with most messages. -1 where it is not.
    """
    end = len(message.rstrip("\n"))
    if trailers:
        start = message.rfind("\n\n", 0, end) + 2
        plain = start > 1 and message.count("\n", start, end) + 1 == len(trailers)
        end = start if plain else -1
    return -1 if end < 0 or _may_hold_labels(message, end) else end


def _may_hold_labels(message: str, end: int) -> bool:
    """Whether anything before ``end`` looks like a label of ours or of a dialect."""
    return any(
        (key := match[1].lower()) in KNOWN or key.removesuffix("s") in KNOWN
        for match in _CANDIDATE.finditer(message, 0, end)
    )


def _seen(trailers: tuple[Trailer, ...], numbers: Iterable[int]) -> list[Entry]:
    return in_dialects(list(map(_trailer_entry, trailers, numbers)))


def _trailer_entry(trailer: Trailer, line: int) -> Entry:
    ours = reads_as(trailer.key, trailer.value)
    if ours is None:
        return Entry(trailer.key, trailer.value, "trailer", OTHER, False, line)
    return Entry(ours[0], ours[1], "trailer", ours[2], True, line)


def _record(
    message: str, start: int, trailers: tuple[Trailer, ...], entries: Sequence[Entry]
) -> Record:
    _, _, body = message[:start].lstrip("\n").partition("\n\n")
    return Record(parse_subject(message), body.strip("\n"), trailers, tuple(entries))
