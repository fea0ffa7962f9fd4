"""What init and uninstall are made of: steps that say what they will do before they do it."""

from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """One change: ``says`` is its line for people, ``do`` makes it."""

    says: str
    do: Callable[[], None]
