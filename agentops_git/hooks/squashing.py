"""The records of squashed commits in a message file, where a squash is under way."""

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from agentops_git.crash import say
from agentops_git.errors import AgentopsError
from agentops_git.git.process import Git
from agentops_git.git.reflog import RESET, last_move

if TYPE_CHECKING:  # most commits squash nothing
    from agentops_git.enforcement.verdict import Verdict

FIXUPS = "rebase-merge/current-fixups"
SQUASHES = ("SQUASH_MSG", FIXUPS)


def with_squashed(
    data: bytes, git: Git, git_dir: str, config: Mapping[str, str], editor: bool
) -> tuple[bytes, Collection[str]]:
    """The message file with those records in it, and the values that they state.

    As it is in any other commit, or where that fails.
    """
    if not _may_squash(git, git_dir):
        return data, ()
    from agentops_git.survival.gathering import gather

    try:
        gathered = gather(data, git, git_dir, config, editor)
    except (AgentopsError, OSError) as error:
        say(f"the records of the squashed commits were not gathered: {error}")
        return data, ()
    if gathered.left_out:
        say(f"{gathered.left_out} record lines of the squashed commits are too many for a message")
    return gathered.data, gathered.theirs


def lenient(verdict: "Verdict", theirs: Collection[str]) -> "Verdict":
    """The verdict on a squash: what its commits said refuses nothing, nor does its repetition.

    Whoever took it out of the message would meet it there again. A range check judges it.
    """
    if not theirs or not verdict.refuses:
        return verdict
    from agentops_git.message.record import read
    from agentops_git.rules.finding import as_warning

    entries = read(verdict.message).entries
    gathered = {entry.line for entry in entries if _among(theirs, " ".join(entry.value.split()))}
    findings = (
        as_warning(found) if found.code == "T005" or found.place.line in gathered else found
        for found in verdict.findings
    )
    return verdict._replace(findings=tuple(findings))


def _among(theirs: Collection[str], value: str) -> bool:
    return value in theirs or all(part in theirs for part in value.split("; "))


def _may_squash(git: Git, git_dir: str) -> bool:
    """Whether git's files hold a squash, or HEAD was reset and has not moved since."""
    if any(os.path.exists(os.path.join(git_dir, name)) for name in SQUASHES):
        return True
    move = last_move(git, git_dir)
    return move is not None and move.why.startswith(RESET)
