"""``agentops-git patterns split PATTERN OTHER``: two that stay two."""

from collections.abc import Sequence

from agentops_git.cli.patterns.acting import MOST_NAMED, Library, Outcome, settle, tell
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.settled import NEW, REST, SPLIT, parts, spoken_of
from agentops_git.message.ids import LearningId
from agentops_git.message.printable import one_line


def keep_apart(
    git: Git, held: Library, one: Cluster, others: Sequence[Cluster], as_json: bool
) -> None:
    """Decide that ``others`` are each another pattern than ``one``."""
    own = [learning.id for learning in one.learnings]
    lines = []
    for other in others:
        if other.id == one.id:
            raise UsageError(
                f"{one_line(one.name, 60)!r} is one pattern; name learnings of it to split it"
            )
        theirs = [learning.id for learning in other.learnings][:MOST_NAMED]
        if not _apart(held, own, theirs):
            fields = {REST: own[:MOST_NAMED], NEW: other.id}
            lines.append(settle(git, held, SPLIT, [one.id, *theirs], fields))
    count = f"{len(others)} other pattern{'s' * (len(others) != 1)}"
    text = f"{one_line(one.name, 60)!r} stays apart from {count}"
    tell(git, Outcome(SPLIT, lines, {one.id, *(other.id for other in others)}), text, as_json)


def _apart(held: Library, own: Sequence[LearningId], theirs: Sequence[LearningId]) -> bool:
    """Whether people looked at two patterns and hold all their learnings apart by now.

    Both may be apart by what was said of others, which settles no question about the two.
    """
    if not spoken_of(held.mined.decisions)(own, theirs):
        return False
    held_by = {
        oid: at for at, part in enumerate(parts(held.mined.decisions)) for oid in part.members
    }
    one, other = ({held_by.get(oid) for oid in ids} for ids in (own, theirs))
    return None not in one | other and not one & other
