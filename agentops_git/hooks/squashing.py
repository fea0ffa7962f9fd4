"""The records of squashed commits in a message file, where a squash is under way."""

import os
from collections.abc import Mapping

from agentops_git.crash import say
from agentops_git.errors import AgentopsError
from agentops_git.git.process import Git
from agentops_git.git.reflog import RESET, last_move

FIXUPS = "rebase-merge/current-fixups"
SQUASHES = ("SQUASH_MSG", FIXUPS)


def with_squashed(
    data: bytes, git: Git, git_dir: str, config: Mapping[str, str], editor: bool
) -> bytes:
    """The message file with those records in it; as it is in any other commit, or if that fails."""
    if not _may_squash(git, git_dir):
        return data
    from agentops_git.survival.gathering import gather  # most commits squash nothing

    try:
        gathered = gather(data, git, git_dir, config, editor)
    except (AgentopsError, OSError) as error:
        say(f"the records of the squashed commits were not gathered: {error}")
        return data
    if gathered.left_out:
        say(f"{gathered.left_out} record lines of the squashed commits are too many for a message")
    return gathered.data


def _may_squash(git: Git, git_dir: str) -> bool:
    """Whether git's files hold a squash, or HEAD was reset and has not moved since."""
    if any(os.path.exists(os.path.join(git_dir, name)) for name in SQUASHES):
        return True
    move = last_move(git, git_dir)
    return move is not None and move.why.startswith(RESET)
