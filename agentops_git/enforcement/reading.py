"""What changes bring, read once: each blob's facts, for the rules on changes."""

from collections.abc import Callable, Iterable
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

Visit = Callable[[str, bytes, int], None]
"""Called with an object id, a piece of its contents, and how many lines came before it."""


class Wanted(NamedTuple):
    """Which objects are read, and those whose contents a rule needs as they are."""

    ids: set[str]
    kept: set[str]


def wanted_by(changes: Iterable[Change]) -> Wanted:
    """What the changes bring that none of their parents had at the same path."""
    wanted = Wanted(set(), set())
    for change in changes:
        for file in change.files:
            if file.fresh:
                wanted.ids.add(file.after.id)
            if file.path == GITMODULES or file.after.mode == LINK:
                wanted.kept.update(_contents_of(file))
    return wanted


def _contents_of(file: FileChange) -> Iterable[str]:
    return [version.id for version in (*file.before, file.after) if version.blob]


def read(git: Git, wanted: Wanted, visit: Visit | None = None) -> dict[str, Blob]:
    """The facts of each blob; ``visit`` is shown all their contents."""
    found = {}
    for blob in read_blobs(git, sorted(wanted.ids | wanted.kept)):
        first, lines = b"", 0
        for number, piece in enumerate(blob.pieces):
            first = first if number else piece
            if visit and blob.id in wanted.ids:
                visit(blob.id, piece, lines)
                lines += piece.count(b"\n")
        data = first[:_KEPT] if blob.id in wanted.kept else b""
        found[blob.id] = Blob(blob.size, b"\0" in first[:_LOOKED_AT], data)
    return found
