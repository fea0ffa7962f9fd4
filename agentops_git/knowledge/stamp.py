"""What a written file says of its own making: the commit, its date, and the notes it read."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.files.frontmatter import Document, scalar
from agentops_git.memory.mine import AsOf
from agentops_git.memory.records import rfc3339

STAMP_KEYS = ("as_of", "as_of_date", "notes")
_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NOTES_REF = re.compile(r"refs/notes/[\w./-]+")


class Stamp(NamedTuple):
    """The state of history that a file was generated at."""

    commit: str
    date: str
    notes: Mapping[str, str]

    def lines(self) -> str:
        """The stamp as front matter."""
        tips = "".join(f"\n  {ref}: {scalar(tip)}" for ref, tip in sorted(self.notes.items()))
        commit, date = scalar(self.commit), scalar(self.date)
        return f"as_of: {commit}\nas_of_date: {date}\nnotes:{tips or ' {}'}\n"


def stamp_of(as_of: AsOf) -> Stamp:
    """The stamp of files that are generated now."""
    return Stamp(as_of.commit, rfc3339(as_of.date), as_of.notes)


def read_stamp(document: Document) -> Stamp:
    """The stamp that a file carries; ValueError where it was broken by hand."""
    commit, date = document.fields.get("as_of"), document.fields.get("as_of_date")
    notes = document.fields.get("notes", {})
    if not isinstance(commit, str) or not _OID.fullmatch(commit):
        raise ValueError("`as_of` in its front matter is no commit id")
    if not isinstance(date, str) or not isinstance(notes, dict):
        raise ValueError("`as_of_date` or `notes` in its front matter can't be read")
    for ref, tip in notes.items():
        if not _NOTES_REF.fullmatch(str(ref)) or not _OID.fullmatch(str(tip)):
            raise ValueError("`notes` in its front matter holds no notes ref and tip")
    return Stamp(commit, date, {str(ref): str(tip) for ref, tip in notes.items()})
