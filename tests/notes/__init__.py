"""The library under every note."""
