"""Which items a bundle keeps under its limit of tokens."""

from collections.abc import Callable
from itertools import zip_longest

from agentops_git.knowledge.bundle.state import SECTIONS, Piece, Pieces

_Ranked = list[tuple[str, Piece]]


def ranked(found: Pieces) -> _Ranked:
    """All items, most important first: what people gave, then the first of every section, in
    the order of the sections, then the second of every section, and so on."""
    given = [(name, one) for name in SECTIONS for one in found[name] if _by_people(name, one)]
    drawn = [[(name, one) for one in found[name] if not _by_people(name, one)] for name in SECTIONS]
    return given + [one for row in zip_longest(*drawn) for one in row if one]


def _by_people(name: str, one: Piece) -> bool:
    return name != "files" and not one.commit


def fit(found: Pieces, room: int, cost: Callable[[str, Piece], int]) -> tuple[Pieces, Pieces]:
    """What fits into ``room`` tokens and what is left out, both most important first."""
    kept: dict[str, list[Piece]] = {name: [] for name in SECTIONS}
    left: dict[str, list[Piece]] = {name: [] for name in SECTIONS}
    for name, one in ranked(found):
        price = cost(name, one)
        (kept if price <= room else left)[name].append(one)
        room -= price if price <= room else 0
    return _frozen(kept), _frozen(left)


def _frozen(found: dict[str, list[Piece]]) -> Pieces:
    return {name: tuple(items) for name, items in found.items()}
