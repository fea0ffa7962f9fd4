"""What judging needs beside the objects: when, for which repository, by which notes."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.notes.refs import ref_of


class Moment(NamedTuple):
    """``now`` is Unix seconds. ``repository`` is its name (``agentops.repository`` or the CI
    event, never the tree), empty where nobody said. ``notes`` maps full refs to commits: the tips
    that stand, with those that are being pushed in place of theirs.
    """

    now: int
    repository: str
    notes: Mapping[str, str]

    def tip(self, kind: str) -> str | None:
        """The commit at which the notes of a kind are to be read."""
        return self.notes.get(ref_of(kind))
