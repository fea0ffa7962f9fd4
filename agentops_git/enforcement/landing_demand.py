"""What of a change needs approval, and whose approvals meet that. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import Approver, Approvers, Threshold
from agentops_git.constitution.model import Constitution
from agentops_git.rules.changes.guarded import why_guarded

CHANGE = "change"
"""The gate that a ref update asks for wherever a threshold names no other."""


class Need(NamedTuple):
    """A threshold that a change has to meet, and the paths because of which.

    ``why`` says what guards the first of them; it is empty where the threshold alone asks.
    """

    threshold: Threshold
    paths: tuple[str, ...]
    why: str


class Missing(NamedTuple):
    """A need that is not met: who gave, and who may still give.

    ``own`` gave it to work of their own, ``absent`` with keys that say nothing of presence.
    """

    need: Need
    given: tuple[str, ...]
    ask: tuple[str, ...]
    own: tuple[str, ...]
    absent: tuple[str, ...]


class Consent(NamedTuple):
    """A signed word on ``base``..``head`` that counts for this law, this ref and this moment.

    ``present``: a hardware key said that its owner was there. ``own``: the person had a part in
    the change. ``at`` is RFC 3339.
    """

    id: str
    approves: bool
    gate: str
    person: str
    base: str
    head: str
    present: bool
    at: str
    own: bool = False
    reason: str = ""


class Demands:
    """What one law asks approval for on a ref update; each path is looked at once."""

    def __init__(self, law: Constitution) -> None:
        self._law = law
        self._known: dict[str, str | None] = {}
        stated = law.approvers.thresholds if law.approvers else ()
        self._with_paths = [each for each in stated if each.paths]
        self._general = [each for each in stated if not each.paths and each.gate == CHANGE]

    def touched(self, paths: Iterable[str]) -> bool:
        """Whether any of these paths needs an approval to change."""
        return any(self._why(path) is not None for path in paths)

    def of(self, paths: Sequence[str]) -> tuple[Need, ...]:
        """What a change to these paths has to meet.

        Guarded paths that no threshold names meet the general ones; where the law states none,
        one person for the gate ``change``.
        """
        found = []
        for threshold in self._with_paths:
            if own := [path for path in paths if any_path_matches(threshold.paths, path)]:
                found.append(self._need(threshold, own))
        rest = [path for path in paths if self._why(path) and not self._named(path)]
        general = self._general or [Threshold()]
        return (*found, *(self._need(each, rest) for each in general if rest))

    def _need(self, threshold: Threshold, paths: list[str]) -> Need:
        guarded = sorted(paths, key=lambda path: not self._why(path))
        return Need(threshold, tuple(guarded), self._why(guarded[0]) or "")

    def _named(self, path: str) -> bool:
        return any(any_path_matches(each.paths, path) for each in self._with_paths)

    def _why(self, path: str) -> str | None:
        """Why a path is guarded; empty where only a threshold names it, None where nothing."""
        if path not in self._known:
            why = why_guarded(path, self._law)
            self._known[path] = why or ("" if self._named(path) else None)
        return self._known[path]


def missing(need: Need, consents: Iterable[Consent], law: Approvers) -> Missing | None:
    """What a need lacks after these consents; None where it is met.

    Where more than one person is named, nobody's word on work of their own counts.
    """
    threshold = need.threshold
    gate = [each for each in consents if each.approves and each.gate == threshold.gate]
    other = [each for each in gate if len(law.people) == 1 or not each.own]
    shown = {each.person for each in other if each.present or not threshold.presence}
    own = {each.person for each in gate} - {each.person for each in other}
    able = [name for name in eligible(threshold, law) if name not in own]
    given = tuple(name for name in able if name in shown)
    if len(given) >= threshold.at_least:
        return None
    absent = tuple(each.person for each in other if each.person not in shown)
    ask = tuple(name for name in able if name not in shown)
    return Missing(need, given, ask, tuple(sorted(own)), tuple(dict.fromkeys(absent)))


def eligible(threshold: Threshold, law: Approvers) -> tuple[str, ...]:
    """The names of those who may meet a threshold."""
    return tuple(each.name for each in law.people if not threshold.by or each.name in threshold.by)


def approvers_among(people: Iterable[Approver], addresses: Iterable[str]) -> frozenset[str]:
    """The names of the approvers who have one of these addresses, without case."""
    known = {address.casefold() for address in addresses}
    return frozenset(
        each.name
        for each in people
        if any(principal.casefold() in known for principal in each.principals)
    )
