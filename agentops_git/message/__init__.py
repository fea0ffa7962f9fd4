"""Commit messages: text in, values out, no I/O."""
