"""Bundles: a session's state, compressed for the next session (docs/bundles.md)."""
