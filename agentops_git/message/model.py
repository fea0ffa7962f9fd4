"""The values that reading a message gives."""

from typing import Literal, NamedTuple

Grade = Literal["trailer", "recovered", "squashed", "noted"]
"""How a record line was found, best first: git sees it; a label line in the body;
inside a squash body; in a note (docs/format.md)."""


class Trailer(NamedTuple):
    """One trailer as git sees it; the value is unfolded and trimmed."""

    key: str
    value: str


class Subject(NamedTuple):
    """The first paragraph on one line, and its Conventional Commits parts where it has them."""

    text: str
    type: str | None = None
    scope: str | None = None
    breaking: bool = False
    description: str = ""


class Entry(NamedTuple):
    """One labelled value of a record.

    ``key`` is canonical for keys of ours and of a dialect, else as written.
    ``movable`` says whether repair may put the line into the final block.
    ``line`` counts from 1 in the message that was read; 0 where it has no line.
    """

    key: str
    value: str
    grade: Grade = "trailer"
    dialect: str = "agentops"
    movable: bool = True
    line: int = 0


class Record(NamedTuple):
    """What one message says: ``trailers`` is git's view, ``entries`` the tolerant one."""

    subject: Subject
    body: str
    trailers: tuple[Trailer, ...]
    entries: tuple[Entry, ...]

    def values(self, key: str) -> tuple[str, ...]:
        """The values of one canonical key, in order, whatever their grade."""
        return tuple(entry.value for entry in self.entries if entry.key == key)
