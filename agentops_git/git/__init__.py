"""The git command, and nothing else of the outside."""
