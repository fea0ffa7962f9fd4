"""Configuration that helps us, and configuration that is in our way."""

import os
from collections.abc import Iterator

from agentops_git.git.forced import forced_notes
from agentops_git.git.process import Git
from agentops_git.install import notes
from agentops_git.install.check import Check


def settings(git: Git) -> Iterator[Check]:
    """What doctor says of the configuration."""
    yield _notes(git)
    yield from _trailer_settings(git)
    yield from _forced_notes(git)


def _notes(git: Git) -> Check:
    present = notes.values(git, notes.REFS)
    lost = [ref for ref in notes.CARRIED if not notes.carried(ref, present)]
    if lost:
        return Check(
            "notes", "off", f"an amend or rebase drops {', '.join(lost)}", "agentops-git init"
        )
    if mode := notes.foreign_mode(git):
        return Check("notes", "warn", f"{notes.MODE} is {mode}, not {notes.WANTED_MODE}",
                     f"git config {notes.MODE} {notes.WANTED_MODE}")  # fmt: skip
    return Check("notes", "ok", "follow commits through amend and rebase")


def _trailer_settings(git: Git) -> Iterator[Check]:
    out = git.ask("config", "-z", "--show-scope", "--name-only", "--get-regexp", r"^trailer\.").out
    words = [os.fsdecode(word) for word in out.split(b"\0")[:-1]]
    for scope, key in dict.fromkeys(zip(words[::2], words[1::2], strict=True)):
        yield Check("trailers", "warn", f"{key} changes what git takes for a trailer here",
                    f"git config --{scope} --unset-all {key}")  # fmt: skip


def _forced_notes(git: Git) -> Iterator[Check]:
    for forced in forced_notes(git):
        says = f"{forced.key} = {forced.refspec}: a fetch destroys unpublished notes"
        yield Check("fetch", "warn", says, forced.command)
