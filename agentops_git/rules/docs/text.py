"""The form of the catalogue's texts."""

from typing import NamedTuple


class Text(NamedTuple):
    """What is to be said of a rule. ``configure`` is front matter of a constitution;
    ``bad`` breaks the rule under it, ``good`` does not."""

    what: str
    why: str
    bad: str
    good: str
    configure: str


def levels(code: str) -> str:
    """The front matter that sets the level of a rule."""
    return f"rules:\n  {code}: warn  # error, warn or off\n"
