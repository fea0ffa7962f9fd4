"""Which texts say the same: learnings with their fields, and short texts without any."""

from collections.abc import Sequence

from agentops_git.knowledge.grouping.doubt import Doubts, Member, Pair, doubts
from agentops_git.knowledge.grouping.fields import Fields
from agentops_git.knowledge.grouping.kept import Kept, grouped
from agentops_git.knowledge.grouping.near_equal import group_near_equal, similarity

__all__ = [
    "Doubts", "Fields", "Kept", "Member", "Pair", "doubtful", "group", "group_near_equal",
    "similarity",
]  # fmt: skip


def group(texts: Sequence[Fields], kept: Kept | None = None) -> list[list[int]]:
    """Groups of positions in ``texts``, which come oldest first; each group begins with its oldest.

    A group that a further text does not join stays as it is. ``kept`` may hold what was found
    before, so that only new texts cost anything; it changes nothing else.
    """
    return sorted(grouped(texts, kept).members.values())


def doubtful(
    texts: Sequence[Fields], groups: Sequence[Sequence[int]], kept: Kept | None = None
) -> Doubts:
    """Which of ``groups`` nearly are one, and which members nearly do not belong, with figures."""
    return doubts(grouped(texts, kept), groups)
