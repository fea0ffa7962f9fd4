"""What an exchange did, kind by kind."""

from collections.abc import Mapping
from typing import NamedTuple


class Moved(NamedTuple):
    """How many notes of a kind were new or changed, here and there.

    ``removed`` were removed at the remote and so here, ``restored`` are back that a forced
    fetch had overwritten.
    """

    came: int = 0
    removed: int = 0
    went: int = 0
    restored: int = 0

    def plus(self, other: "Moved") -> "Moved":
        """Both together."""
        return Moved(*(one + two for one, two in zip(self, other, strict=True)))


class Outcome(NamedTuple):
    """What happened to the kinds that changed, which ones the remote refused and why, and
    what people should know."""

    remote: str
    kinds: Mapping[str, Moved]
    refused: Mapping[str, str]
    notices: tuple[str, ...]
