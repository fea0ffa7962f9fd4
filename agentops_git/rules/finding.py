"""One place where a rule fails."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where a finding lies; what is unknown is None or 0. Lines and columns count from 1."""

    commit: str | None = None
    subject: str = ""
    path: str | None = None
    line: int = 0


class Finding(NamedTuple):
    """A rule that fails: ``suggestion`` is text that can be pasted as it is."""

    code: str
    level: str
    message: str
    place: Place = Place()
    key: str | None = None
    suggestion: str | None = None


def as_warning(finding: Finding) -> Finding:
    """The finding, refusing nothing."""
    return finding._replace(level="warn")
