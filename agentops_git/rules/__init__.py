"""Findings out of a record and a policy; pure."""
