"""What people do to history; ``ROWS`` holds every operation in the order of the table."""

from importlib import import_module

from tests.survival.operations.rows import ROWS, Row

for name in ("amends", "rebases", "copies", "merges", "rewriters", "storage", "hosts"):
    import_module(f"{__name__}.{name}")  # a module registers its rows

__all__ = ["ROWS", "Row"]
