"""What last moved HEAD, as its log tells."""

import os
from itertools import pairwise
from typing import NamedTuple

from agentops_git.git.process import Git

RESET = "reset: moving to "
_TAIL = 4096
_ENTRIES = 16
_SIZES = (40, 64)


class Move(NamedTuple):
    """HEAD went from ``old`` to ``new``; ``why`` is what git wrote beside it."""

    old: str
    new: str
    why: str


def last_move(git: Git, git_dir: str) -> Move | None:
    """The last entry of HEAD's log that moved it; None without any, or without a log.

    It reads the end of a file, since every commit asks; only of reftables git is asked.
    """
    try:
        with open(os.path.join(git_dir, "logs", "HEAD"), "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
            rows = file.read().decode("utf-8", "replace").split("\n")
    except OSError:
        return _asked(git) if os.path.isdir(os.path.join(git_dir, "reftable")) else None
    return next((move for row in reversed(rows) if (move := _move(row))), None)


def _move(row: str) -> Move | None:
    """An entry of the file, ``OLD NEW NAME <MAIL> TIME ZONE`` and what was done; None for others:
    a new branch and ``git reset`` without a commit are entries that move nothing."""
    facts, _, why = row.partition("\t")
    old, _, rest = facts.partition(" ")
    new = rest.partition(" ")[0]
    whole = len(old) in _SIZES and len(new) == len(old)
    return Move(old, new, why) if whole and old != new else None


def _asked(git: Git) -> Move | None:
    done = git.ask("reflog", "show", f"-{_ENTRIES}", "--format=%H %gs", "HEAD", "--")
    said = [row.partition(" ") for row in done.out.decode("utf-8", "replace").splitlines()]
    for (new, _, why), (old, _, _) in pairwise(said):
        if old != new:
            return Move(old, new, why)
    return None
