"""The policy that a constitution states, as values."""

from typing import Literal, NamedTuple

Level = Literal["error", "warn", "off"]


class MessagePolicy(NamedTuple):
    """The message rules that hold for one commit; what the rules of families M and T read.

    ``levels`` holds only what differs from a rule's own default level.
    ``required`` and ``advised`` are canonical keys. ``ceiling`` "warn" turns every
    error into a warning (people under the preset ``agents``, HEAD without a law).
    """

    levels: dict[str, Level]
    required: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    subject_max: int = 72
    min_words: int = 3
    none_accepted: bool = True
    ceiling: Level = "error"
    template: tuple[str, ...] = ()
