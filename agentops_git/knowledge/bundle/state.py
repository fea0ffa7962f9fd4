"""What a bundle holds: its items by section, and what people gave for them."""

from collections.abc import Mapping
from typing import NamedTuple

SECTIONS = {
    "next": "Next steps",
    "decisions": "Decisions",
    "questions": "Open questions",
    "findings": "Findings",
    "parameters": "Parameters",
    "files": "Files",
    "commits": "Commits",
}
"""The sections by the name of their generated part, most important first."""

PHASES = ("research", "plan", "implement", "learn")
LIMIT = 2_000
LONGEST = 400
"""Characters of one item; what is longer is cut."""


class Piece(NamedTuple):
    """One item: its text, and the commit that says it ("" for what people gave)."""

    text: str
    commit: str = ""


Pieces = Mapping[str, tuple[Piece, ...]]
"""Items by the name of their section, most important first."""


class Given(NamedTuple):
    """What people gave in so many words; it is kept when the bundle is saved again."""

    goal: str = ""
    phase: str = ""
    items: Mapping[str, tuple[str, ...]] = {}

    def over(self, older: "Given") -> "Given":
        """This and what was given before; a parameter's last value holds."""
        names = [name for name in SECTIONS if older.items.get(name) or self.items.get(name)]
        items = {name: _united(name, older, self) for name in names}
        return Given(self.goal or older.goal, self.phase or older.phase, items)


def _united(name: str, older: Given, newer: Given) -> tuple[str, ...]:
    every = (*older.items.get(name, ()), *newer.items.get(name, ()))
    if name != "parameters":
        return tuple(dict.fromkeys(every))
    return tuple({one.partition("=")[0]: one for one in every}.values())
