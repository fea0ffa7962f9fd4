"""Fetch settings that overwrite notes that were never published."""

import os
from typing import NamedTuple

from agentops_git.git.process import Git

_NOTES = "refs/notes/"


class Forced(NamedTuple):
    """A setting that makes every fetch overwrite local notes, and what takes it out."""

    key: str
    refspec: str

    @property
    def command(self) -> str:
        """What to run to take the setting out."""
        return f"git config --fixed-value --unset {self.key} '{self.refspec}'"


def forced_notes(git: Git) -> tuple[Forced, ...]:
    """The fetch refspecs of all remotes that force into ``refs/notes/``."""
    out = git.ask("config", "-z", "--get-regexp", r"^remote\..*\.fetch$").out
    rows = (os.fsdecode(row).partition("\n") for row in out.split(b"\0")[:-1])
    return tuple(Forced(key, refspec) for key, _, refspec in rows if _forces(refspec))


def _forces(refspec: str) -> bool:
    target = refspec.partition(":")[2]
    start, star, _ = target.partition("*")
    into = target.startswith(_NOTES) or (bool(star) and _NOTES.startswith(start))
    return refspec.startswith("+") and into and bool(target)
