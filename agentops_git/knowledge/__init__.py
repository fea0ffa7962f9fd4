"""Learnings, groups, patterns and the backlog, out of records."""
