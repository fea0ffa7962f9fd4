"""A shallow clone, deepened until what it lacks can change no verdict."""

from collections.abc import Callable

from agentops_git.enforcement.ci.fetching import Host
from agentops_git.git.process import Git

STEPS = ("--deepen=50", "--deepen=500", "--unshallow")


def connect(git: Git, host: Host, commits: list[str], settles: Callable[[str], bool]) -> None:
    """Deepen until no parents are missing but those of one commit, from which all others descend.

    And of which ``settles`` says that nothing before it matters. Else what a commit descends
    from, and so by which law it is judged, could not be told. A whole clone is let be.
    """
    for step in STEPS:
        if not host.shallow or _settled(git, host.cut(), commits, settles):
            return
        host.deepen(step, commits)


def _settled(git: Git, cut: set[str], commits: list[str], settles: Callable[[str], bool]) -> bool:
    listing = ("--no-replace-objects", "rev-list", "--max-parents=0", *commits)
    roots = set(git.text(*listing).split())  # where a history is cut it has its roots
    ends = cut & roots
    return not ends or (ends == roots and len(ends) == 1 and settles(ends.pop()))
