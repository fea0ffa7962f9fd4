"""Whether git is replaying commits: hooks that could only repeat themselves then keep still."""

import os

STATES = ("rebase-merge", "rebase-apply", "sequencer")


def replaying(git_dir: str) -> bool:
    """Whether a rebase, am, or a sequence of picks or reverts is under way."""
    return any(os.path.isdir(os.path.join(git_dir, state)) for state in STATES)
