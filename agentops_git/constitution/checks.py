"""What one setting says about another: names that must exist, things that can't both hold."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Approver, Approvers, Threshold
from agentops_git.constitution.model import Constitution, Trailers
from agentops_git.constitution.problems import choices, meant, quoted


class Clash(NamedTuple):
    """A setting that does not fit another, by its path in the file."""

    where: str
    text: str


def clashes(law: Constitution) -> Iterator[Clash]:
    """Everything in a law that is well-formed and still can't be meant."""
    yield from _trailers(law.trailers, "trailers")
    for index, subtree in enumerate(law.subtrees):
        where = f"subtrees[{index}]"
        yield from _trailers(subtree.trailers, f"{where}.trailers")
        yield from _filled(subtree.only, f"{where}.only")
    yield from _names([gate.name for gate in law.gates], "gates", "name")
    yield from _names([agent.name for agent in law.agents], "agents", "name")
    if law.guardrails:
        yield from _names([rule.code for rule in law.guardrails.rules], "guardrails.rules", "code")
    if law.approvers:
        yield from _approvers(law.approvers)


def _trailers(trailers: Trailers, where: str) -> Iterator[Clash]:
    lists = [(trailers.required, f"{where}.required")]
    lists += [
        (by.required, f"{where}.by_type.{kind}.required") for kind, by in trailers.by_type.items()
    ]
    for required, path in lists:
        for key in required:
            if key in trailers.forbidden:
                yield Clash(path, f"{key!r} is forbidden by {where}.forbidden; keep it in one list")


def _names(names: list[str], where: str, field: str) -> Iterator[Clash]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Clash(f"{where}[{index}].{field}", f"{quoted(name)} is taken by an earlier one")
        seen.add(name)


def _filled(values: tuple[object, ...], where: str) -> Iterator[Clash]:
    if not values:
        yield Clash(where, "is empty; name at least one")


def _approvers(approvers: Approvers) -> Iterator[Clash]:
    names = [person.name for person in approvers.people]
    yield from _names(names, "approvers.people", "name")
    for index, person in enumerate(approvers.people):
        where = f"approvers.people[{index}]"
        yield from _filled(person.principals, f"{where}.principals")
        yield from _filled(person.keys, f"{where}.keys")
        for number, key in enumerate(person.keys):
            if key.valid_before and key.valid_before <= key.valid_after:
                yield Clash(f"{where}.keys[{number}].valid_before", "is not after valid_after")
    yield from _shared_keys(approvers.people)
    lost = _without_keys(approvers.people)
    if names and lost.issuperset(names):
        yield Clash("approvers.people", "has no key left that is not revoked: nobody could approve")
    for index, threshold in enumerate(approvers.thresholds):
        yield from _threshold(threshold, names, lost, f"approvers.thresholds[{index}]")


def _without_keys(people: Sequence[Approver]) -> set[str]:
    """The names of those all of whose keys are revoked: they can't mend the law either."""
    return {each.name for each in people if each.keys and all(key.revoked for key in each.keys)}


def _shared_keys(people: Sequence[Approver]) -> Iterator[Clash]:
    """A signature shows which key made it: of two people who share one it shows neither."""
    owners: dict[str, str] = {}
    for index, person in enumerate(people):
        for number, key in enumerate(person.keys):
            owner = owners.setdefault(key.key, person.name)
            if owner != person.name:
                where = f"approvers.people[{index}].keys[{number}].key"
                yield Clash(where, f"is a key of {quoted(owner)} too; a key is one person's alone")


def _threshold(
    threshold: Threshold, names: list[str], lost: set[str], where: str
) -> Iterator[Clash]:
    for index, name in enumerate(threshold.by):
        if name not in names:
            text = f"no approver {quoted(name)}{meant(name, names)} {choices(names)}"
            yield Clash(f"{where}.by[{index}]", text)
    people = {*(threshold.by or names)} - lost
    if threshold.at_least > len(people):
        text = f"asks for {threshold.at_least} people where {len(people)} may approve"
        yield Clash(f"{where}.at_least", text)
