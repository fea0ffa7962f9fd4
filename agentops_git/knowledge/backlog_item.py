"""One item of the backlog, and how it is named."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.backlog_state import CLOSED, State, Status
from agentops_git.knowledge.clock import days_between
from agentops_git.knowledge.said import Evidence
from agentops_git.message.ids import ImprovementId, resolve_prefix
from agentops_git.message.printable import one_line

Kind = Literal["improvement", "not-tested"]
Band = Literal["high", "medium", "low", "unscored"]


class Text(NamedTuple):
    """One wording of an item, by which it may be named as well."""

    id: ImprovementId
    text: str


class Item(NamedTuple):
    """One thing that should get better: near-equal texts, the oldest of which names it.

    ``also`` are the others. ``latest`` is when something last happened to it.
    """

    id: ImprovementId
    kind: Kind
    text: str
    also: tuple[Text, ...]
    evidence: tuple[Evidence, ...]
    state: State
    latest: int

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.state.status

    @property
    def impact(self) -> int | None:
        """1 to 10, as it was stated or decided last."""
        return self.state.impact

    @property
    def effort(self) -> int | None:
        """1 to 10, as it was stated or decided last."""
        return self.state.effort

    @property
    def priority(self) -> int | None:
        """Impact × (11 − effort), from 1 to 100; None where a score is missing."""
        return self.impact * (11 - self.effort) if self.impact and self.effort else None

    @property
    def band(self) -> Band:
        """Where the priority lies (docs/backlog.md)."""
        if self.priority is None:
            return "unscored"
        return "high" if self.priority >= 70 else "medium" if self.priority >= 40 else "low"

    @property
    def ids(self) -> tuple[ImprovementId, ...]:
        """Every id that it goes by, its own first."""
        return (self.id, *(one.id for one in self.also))

    def age(self, clock: int) -> int:
        """Whole days since it was raised, up to when it was closed, or to a clock."""
        end = self.state.settled if self.status in CLOSED else clock
        return days_between(self.state.since, end)


def item_named(items: Iterable[Item], prefix: str) -> Item:
    """The item that an id or its first digits name; UsageError where none or several do."""
    home = {oid: item for item in items for oid in item.ids}
    try:
        return home[ImprovementId(resolve_prefix(prefix, home))]
    except UsageError as error:
        raise UsageError(f"{one_line(str(error))}; see: agentops-git backlog") from None
