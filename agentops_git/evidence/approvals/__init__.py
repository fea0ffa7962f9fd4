"""Approvals: signed statements of people on changes, kept as notes of their own kind."""
