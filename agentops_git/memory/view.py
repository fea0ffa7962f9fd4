"""What decides how this repository's history reads, beside its commits."""

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.git.repository import Places
from agentops_git.memory.tips import notes_tips


class View(NamedTuple):
    """The tips of the notes refs that are read, where history ends, and a key over the rest."""

    notes: Mapping[str, str]
    shallow: frozenset[str]
    key: str


def view_of(git: Git, where: Places, notes: Mapping[str, str] | None) -> View:
    """How history reads now, with the notes at some tips (None: as they are)."""
    replaced = git.text("for-each-ref", "--format=%(objectname) %(refname)", _replaced(git))
    switches = [_use_replaced(git)] if replaced else []
    shallow = _file(os.path.join(where.common_dir, "shallow"))
    grafts = _file(os.path.join(where.common_dir, "info", "grafts"))
    key = sha256("\0".join([shallow, grafts, replaced, *switches]).encode("utf-8", "replace"))
    tips = notes_tips(git) if notes is None else notes
    return View(tips, frozenset(shallow.split()), key.hexdigest())


def _replaced(git: Git) -> str:
    return git.env.get("GIT_REPLACE_REF_BASE", "refs/replace/")


def _use_replaced(git: Git) -> str:
    said = git.ask("config", "--type=bool", "core.useReplaceRefs").out.decode().strip()
    return f"{said} {git.env.get('GIT_NO_REPLACE_OBJECTS')}"


def _file(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
