"""What changes bring, read once: each blob's facts, for the rules on changes."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from agentops_git.git.blobs import read_blobs
from agentops_git.git.changes import LINK, Change, FileChange
from agentops_git.git.process import Git
from agentops_git.rules.changes.model import Blob
from agentops_git.rules.changes.submodules import PATH as GITMODULES

_LOOKED_AT = 8000
"""git too takes a file for binary that has a NUL byte among so many first ones."""
_KEPT = 1 << 16
"""The most bytes of a link's target or of .gitmodules that are looked at."""
_OVERLAP = 1 << 14
"""How much of a piece is shown again with the next one, for what lies across their border."""

Visit = Callable[[str, bytes, int], None]
"""Called with an object id, a piece of its contents, and how many lines came before it."""


class Brought(NamedTuple):
    """The objects that are read, and those whose contents a rule needs as they are.

    In the order of history: git unpacks versions of a file faster one after the other.
    """

    ids: dict[str, None]
    kept: dict[str, None]


def brought_by(changes: Iterable[Change]) -> Brought:
    """What the changes bring that none of their parents had at the same path."""
    brought = Brought({}, {})
    for change in changes:
        for file in change.files:
            if file.fresh:
                brought.ids[file.after.id] = None
            if file.path == GITMODULES or file.after.mode == LINK:
                brought.kept.update(dict.fromkeys(_contents_of(file)))
    return brought


def _contents_of(file: FileChange) -> Iterable[str]:
    return [version.id for version in (*file.before, file.after) if version.blob]


def read(git: Git, brought: Brought, visit: Visit) -> dict[str, Blob]:
    """The facts of each blob; ``visit`` is shown the contents of all that are brought."""
    found = {}
    for blob in read_blobs(git, brought.ids | brought.kept):
        first = b""
        for number, (piece, lines) in enumerate(_windows(blob.pieces)):
            first = first if number else piece
            if blob.id in brought.ids:
                visit(blob.id, piece, lines)
        data = first[:_KEPT] if blob.id in brought.kept else b""
        found[blob.id] = Blob(blob.size, b"\0" in first[:_LOOKED_AT], data)
    return found


def show(git: Git, ids: Iterable[str], visit: Visit) -> None:
    """Show ``visit`` the contents of blobs."""
    for blob in read_blobs(git, ids):
        for piece, lines in _windows(blob.pieces):
            visit(blob.id, piece, lines)


def _windows(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Each piece with the end of the one before it, and the number of lines before both."""
    tail, lines = b"", 0
    for piece in pieces:
        window = tail + piece if tail else piece
        yield window, lines
        tail = window[-_OVERLAP:]
        lines += window.count(b"\n", 0, len(window) - len(tail))
