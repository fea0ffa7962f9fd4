"""Exemptions: permissions to break one rule, with a reason and for a time."""
