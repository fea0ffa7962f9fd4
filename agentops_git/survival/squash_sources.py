"""Which commits are being squashed: git's own files say so, not what it tells its hooks."""

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.survival.squash_staged import brought
from agentops_git.survival.todo import amending, replaced_messages
from agentops_git.survival.undone import undone_commits

SQUASH_MSG = "SQUASH_MSG"
FIXUPS = os.path.join("rebase-merge", "current-fixups")
_OTHERWISE = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What says that the commit is none of a squash, whatever lies there from before."""
_COMMIT = re.compile(r"^commit ([0-9a-f]{4,64})(?: \(.*\))?\r?$", re.M)


class Squash(NamedTuple):
    """The commits that go into one, oldest first; ``meld``: in a rebase, which puts their
    messages together itself. ``text`` is git's list of them where some are gone; ``again``: one
    commit that a reset took away, made anew."""

    commits: tuple[str, ...]
    meld: bool
    text: str = ""
    again: bool = False


def squash_under_way(git: Git, git_dir: str) -> Squash | None:
    """The squash that the commit being made completes; None where it completes none."""
    if _size(git_dir, FIXUPS):
        return _meld(git, git_dir)
    if any(os.path.exists(os.path.join(git_dir, name)) for name in _OTHERWISE):
        return None
    merged = _merge_squash(git, _read(git_dir, SQUASH_MSG)) if _size(git_dir, SQUASH_MSG) else None
    return merged or _undone(git, git_dir)


def _meld(git: Git, git_dir: str) -> Squash | None:
    rows = (line.split() for line in _read(git_dir, FIXUPS).splitlines())
    commits, _ = _commits(git, [row[-1] for row in rows if row])
    return Squash((*_replaced(git, git_dir, commits), *commits), meld=True) if commits else None


def _replaced(git: Git, git_dir: str, commits: Sequence[str]) -> tuple[str, ...]:
    """The commits whose messages one of a chain replaced without its writer having seen them."""
    pairs = replaced_messages(git_dir).items()
    wanted = {old: by for old, by in pairs if by in commits and old not in commits}
    amends = amending(git, wanted.values())
    return _commits(git, [old for old, by in wanted.items() if by not in amends])[0]


def _undone(git: Git, git_dir: str) -> Squash | None:
    commits = undone_commits(git, git_dir)
    return Squash(commits, meld=False, again=len(commits) == 1) if commits else None


def _merge_squash(git: Git, text: str) -> Squash | None:
    """``SQUASH_MSG`` outlives a squash that was given up: it counts for its own changes alone."""
    commits, missing = _commits(git, _COMMIT.findall(text))
    if not commits or not brought(git, commits):
        return None
    return Squash(commits[::-1], meld=False, text=text if missing else "")


def _commits(git: Git, names: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The commits that names mean, each once, and whether some are gone."""
    found = resolve(git, names) if names else []
    commits = [item[0] for item in found if item and item[1] == "commit"]
    return tuple(dict.fromkeys(commits)), len(commits) < len(found)


def _size(git_dir: str, name: str) -> int:
    try:
        return os.stat(os.path.join(git_dir, name)).st_size
    except OSError:
        return 0


def _read(git_dir: str, name: str) -> str:
    with open(os.path.join(git_dir, name), encoding="utf-8", errors="surrogateescape") as file:
        return file.read()
