"""What is to be judged, whichever host asks."""

from typing import Literal, NamedTuple

CiHost = Literal["github", "gitlab"]

Kind = Literal["proposal", "update", "state"]
"""A pull request; a ref that has moved; a ref as it stands (a schedule, a manual run)."""

ORIGIN = "origin"


class Task(NamedTuple):
    """An update of a ref of the host, by full name. Ids are whole; nothing was fetched yet.

    ``old`` is None where the ref is new, and for a proposal, whose base is the ref's tip now;
    ``new`` is None where it is deleted. ``source`` is a ref from which the host gives ``new``.
    ``default`` names the default branch, empty where only the host itself can tell. ``address``
    is the remote, or the URL, that holds the ref.
    """

    kind: Kind
    ref: str
    old: str | None
    new: str | None
    source: str
    default: str
    repository: str
    address: str = ORIGIN
