"""The rows of the survival table: each operation registers itself under its title."""

from collections.abc import Callable
from typing import NamedTuple

from tests.survival.ground import Topic

Operation = Callable[[Topic], str]
"""Does the operation as a user would; returns the revision whose history is looked at."""


class Row(NamedTuple):
    """One operation. ``prefix``: how the subjects of the second and third topic commit begin.

    ``beside``: the old commits can come back beside the new ones (another branch, a merge of
    what was published); evidence is then counted over both.
    """

    group: str
    title: str
    run: Operation
    prefix: str
    beside: bool


ROWS: dict[str, Row] = {}


def row(
    group: str, title: str, prefix: str = "", beside: bool = True
) -> Callable[[Operation], Operation]:
    """Register an operation under ``title``."""

    def register(run: Operation) -> Operation:
        assert title not in ROWS, title
        ROWS[title] = Row(group, title, run, prefix, beside)
        return run

    return register
