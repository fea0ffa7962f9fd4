"""Where a repository keeps its things."""

import os
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Completed, Git, Stream


class Places(NamedTuple):
    """Absolute paths: ``git_dir`` is this worktree's own, ``common_dir`` is shared by worktrees."""

    git_dir: str
    common_dir: str

    def ours(self, *names: str) -> str:
        """A path in our own directory, which worktrees share."""
        return os.path.join(self.common_dir, "agentops", *names)

    @property
    def index_path(self) -> str:
        """Where mining remembers what it read."""
        return self.ours("index.sqlite")


def start_places(git: Git) -> Stream:
    """Begin to ask where things are; ``finish_places`` ends it."""
    return git.stream("rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir")


def finish_places(stream: Stream) -> Places:
    """The places; EnvironmentFailure outside a repository."""
    out = b"".join(stream)
    done = stream.close()
    lines = os.fsdecode(out).split("\n")[:-1]
    if done.code != 0 or len(lines) < 2:
        raise no_repository(done)
    middle = len(lines) // 2  # a path may itself hold newlines
    return Places("\n".join(lines[:middle]), "\n".join(lines[middle:]))


def shallow_commits(where: Places) -> frozenset[str]:
    """The commits at which a shallow clone ends: what they change is not known here."""
    try:
        with open(os.path.join(where.common_dir, "shallow"), encoding="ascii") as file:
            return frozenset(file.read().split())
    except OSError:
        return frozenset()


def no_repository(done: Completed) -> EnvironmentFailure:
    """Why git found no repository, and what to do."""
    return EnvironmentFailure(_why(done))


def _why(done: Completed) -> str:
    said = done.err.decode("utf-8", "replace").strip()
    if "dubious ownership" in said:
        fix = "git config --global --add safe.directory DIR"
        return f"git does not trust this directory's owner; run: {fix}"
    if "not a git repository" in said:
        return "not a git repository (nor any parent); run git init, or name one with -C DIR"
    return said.splitlines()[-1] if said else "git rev-parse failed"


def places(git: Git) -> Places:
    """Where the repository keeps its things; EnvironmentFailure outside one."""
    return finish_places(start_places(git))
