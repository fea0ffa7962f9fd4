"""Where a constitution lies in a tree."""

PATHS = ("CONSTITUTION.md", ".agentops/CONSTITUTION.md")
"""From the root of the repository; the first that is ours counts, a foreign one hides none."""
