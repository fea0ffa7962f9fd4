"""The exemptions that notes hold."""

from collections.abc import Iterable

from agentops_git.evidence.exemptions.statement import Exemption, Unreadable, of_line
from agentops_git.git.process import Git
from agentops_git.notes.read import read_lines

Found = dict[str, tuple[Exemption | Unreadable, ...]]


def read_exemptions(git: Git, tip: str, objects: Iterable[str]) -> Found:
    """Each of some commits, or constitutions' blobs, to the exemptions in its note.

    One that names other commits than that on which it hangs was copied there, and one that
    names some hangs on no constitution.
    """
    bodies, found = read_lines(git, tip), Found()
    for oid in dict.fromkeys(objects):
        if oid in bodies:
            rows = (of_line(line) for line in bodies[oid].lines)
            found[oid] = tuple(_held_to(oid, one) for one in rows if one)
    return found


def _held_to(oid: str, one: Exemption | Unreadable) -> Exemption | Unreadable:
    if isinstance(one, Unreadable) or oid in (one.commits or (one.constitution,)):
        return one
    return Unreadable(one.rule, one.where, "is for another commit than the one that it hangs on")
