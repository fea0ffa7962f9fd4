"""What can be said of a change before its message is written."""

from agentops_git.constitution.find import PATHS
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.situation import Situation, parents_to_be
from agentops_git.git.changes import staged_changes
from agentops_git.rules.finding import Finding, Place

INVALID_LAW = "G001"


def judge_staged(here: Situation) -> tuple[Finding, ...]:
    """The findings on the index; a new constitution that does not load is refused, always."""
    broken = broken_law(here.staged, here.ruling, None)
    change = staged_changes(here.git, parents_to_be(here))
    if not change.files:
        return broken
    from agentops_git.enforcement.guarding import judge_index  # nothing staged: nothing loaded

    return broken + judge_index(here, change)


def mends_law(new: Ruling | None, ruling: Ruling) -> bool:
    """Whether the ruling law does not load and the new one does; such a change passes."""
    return ruling.problem is not None and new is not None and new.problem is None


def broken_law(
    new: Ruling | None, ruling: Ruling | None, commit: str | None
) -> tuple[Finding, ...]:
    """The finding on a new constitution, at a commit or in the index (None), that does not load."""
    if new is None or new.problem is None or (ruling and new.blob == ruling.blob):
        return ()
    place = Place(commit=commit, path=PATHS[0])
    said = f"the constitution does not load: {new.problem}"
    return (Finding(INVALID_LAW, "error", said, place),)
