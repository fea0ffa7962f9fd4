"""One line of doctor's answer."""

from typing import Literal, NamedTuple

Status = Literal["ok", "off", "warn"]


class Check(NamedTuple):
    """What was looked at and how it stands; ``command`` mends what is not ok."""

    name: str
    status: Status
    says: str
    command: str | None = None
