"""The settings that let notes follow a rewritten commit.

Each ref is set as a pattern, since git warns at every amend about a plain name that does
not exist yet. Gate evidence hangs on trees and approvals are never carried: neither is here.
"""

import os
from fnmatch import fnmatchcase

from agentops_git.git.process import Git
from agentops_git.install.ledger import Ledger
from agentops_git.install.step import Step

CARRIED = (
    "refs/notes/commits",
    "refs/notes/agentops/learnings",
    "refs/notes/agentops/telemetry",
    "refs/notes/agentops/audit",
)
REFS, MODE = "notes.rewriteRef", "notes.rewriteMode"
WANTED_MODE = "cat_sort_uniq"
PART = "config"


def pattern(ref: str) -> str:
    """The pattern that matches one ref alone."""
    return f"{ref[:-1]}[{ref[-1]}]"


def values(git: Git, key: str) -> list[str]:
    """Every value of a setting as git sees it here, the one that wins last."""
    out = git.ask("config", "-z", "--get-all", key).out
    return [os.fsdecode(value) for value in out.split(b"\0")[:-1]]


def carried(ref: str, patterns: list[str]) -> bool:
    """Whether the settings make git carry the notes of a ref."""
    return any(fnmatchcase(ref, each) for each in patterns)


def foreign_mode(git: Git) -> str | None:
    """A notes.rewriteMode that someone else chose and that we leave as it is."""
    found = values(git, MODE)
    return found[-1] if found and found[-1] != WANTED_MODE else None


def install_steps(git: Git, ledger: Ledger) -> list[Step]:
    """What it takes until notes follow rewritten commits; foreign values stay."""
    present = values(git, REFS)
    missing = [pattern(ref) for ref in CARRIED if not carried(ref, present)]
    steps = [_add(git, ledger, REFS, value) for value in missing]
    if not values(git, MODE):
        steps.append(_add(git, ledger, MODE, WANTED_MODE))
    return steps


def _add(git: Git, ledger: Ledger, key: str, value: str) -> Step:
    def do() -> None:
        git.run("config", "--local", "--add", key, value)
        ledger.note(PART, f"{key} {value}", True)

    return Step(f"set {key} {value}", do)


def remove_steps(git: Git, ledger: Ledger) -> list[Step]:
    """What it takes until the settings that we added are gone."""
    return [_remove(git, ledger, name) for name in ledger.get(PART)]


def _remove(git: Git, ledger: Ledger, name: str) -> Step:
    key, _, value = name.partition(" ")

    def do() -> None:
        git.ask("config", "--local", "--fixed-value", "--unset", key, value)
        ledger.drop(PART, name)

    return Step(f"unset {key} {value}", do)
