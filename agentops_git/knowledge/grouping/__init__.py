"""Which texts say the same: learnings with their fields, and short texts without any."""

from agentops_git.knowledge.grouping.near_equal import group_near_equal, similarity

__all__ = ["group_near_equal", "similarity"]
