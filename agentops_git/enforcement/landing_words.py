"""The signed words that bear on a landing: those that count here and now, and those that don't."""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers
from agentops_git.enforcement.landing_demand import Consent, approvers_among
from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.approvals.change import commits_of, people_in
from agentops_git.evidence.approvals.reading import read_approvals
from agentops_git.evidence.approvals.standing import Asked, Standing, standing
from agentops_git.evidence.moment import Moment
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git

KIND = "approvals"


class Words(NamedTuple):
    """Consents and rejections that count, and the others with the reason."""

    counting: tuple[Consent, ...] = ()
    void: tuple[Standing, ...] = ()


def words_on(
    git: Git, ruling: Ruling, ref: str, moment: Moment, on: Container[str] | None = None
) -> Words:
    """What was signed for a ref: on the commits ``on`` alone, or on any."""
    tip = moment.tip(KIND)
    if tip is None or ruling.law.approvers is None:
        return Words()
    asked = Asked(moment.repository, ref, ruling.blob, ruling.law.approvers, moment.now)
    rows = standing(git, read_approvals(git, tip, on), asked)
    here = _here(git, rows)
    counting = [_consent(row) for row in rows if row.counts and row.on in here]
    return Words(tuple(filter(None, counting)), tuple(row for row in rows if not row.counts))


def _here(git: Git, rows: Sequence[Standing]) -> set[str]:
    """The heads whose base is here too; without it nobody knows what was approved."""
    said = [(row.on, row.statement.base) for row in rows if row.counts and row.statement]
    bases = {base for _, base in said if base}
    found = resolve(git, sorted(bases)) if bases else []
    known = {each[0] for each in found if each and each[1] == "commit"} | {""}
    return {head for head, base in said if base in known}


def _consent(row: Standing) -> Consent | None:
    said, by = row.statement, row.by
    if said is None or by is None:
        return None
    return Consent(
        row.line.id, said.approves, said.gate, by.person.name, said.base, said.head,
        by.hardware and by.present, said.at, reason=said.reason,
    )  # fmt: skip


class Authors:
    """Who had a part in what a consent is to: authors, committers and co-authors."""

    def __init__(self, git: Git, approvers: Approvers) -> None:
        self._git, self._people = git, approvers.people
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def marked(self, consents: Iterable[Consent]) -> tuple[Consent, ...]:
        """The consents, those of people to work of their own marked as such."""
        return tuple(
            each._replace(own=each.person in self.of(each.base, each.head)) for each in consents
        )

    def of(self, base: str, head: str) -> frozenset[str]:
        """The names of the approvers who had a part in the commits of ``base..head``."""
        span = (base, head)
        if span not in self._known:
            people = people_in(commits_of(self._git, *span))
            self._known[span] = approvers_among(self._people, people)
        return self._known[span]
