"""All that the notes of one kind hold, for people to read: also what is no note of ours."""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.notes.line import Body, Line, Strange
from agentops_git.notes.read import BrokenRef, read_bodies, read_lines, tip_of
from agentops_git.notes.refs import TEXT, ref_of
from agentops_git.notes.tree import read_tree


class Kept(NamedTuple):
    """What one notes ref holds, by annotated object.

    ``bodies`` for kinds that are lines, ``texts`` for plain text notes. ``foreign`` are
    paths in its tree that are no notes. ``problem`` says why a ref can't be read.
    """

    kind: str
    bodies: Mapping[str, Body] = {}
    texts: Mapping[str, str] = {}
    foreign: tuple[str, ...] = ()
    problem: str = ""

    @property
    def ref(self) -> str:
        """The ref itself."""
        return ref_of(self.kind)

    def lines(self) -> Iterator[tuple[str, Line]]:
        """(object, line), the oldest first."""
        found = [(oid, line) for oid, body in self.bodies.items() for line in body.lines]
        yield from sorted(found, key=lambda pair: (pair[1].at, pair[1].id, pair[0]))

    def strange(self) -> Iterator[tuple[str, Strange]]:
        """(object, row) of what can't be read as a line."""
        for oid, body in sorted(self.bodies.items()):
            for row in body.strange:
                yield oid, row


def kept(git: Git, kind: str, on: Container[str] | None = None) -> Kept:
    """What the notes of ``kind`` hold, on the objects ``on`` alone where that is given."""
    ref = ref_of(kind)
    try:
        tip = tip_of(git, ref)
    except (UsageError, BrokenRef) as error:
        return Kept(kind, problem=str(error))
    if tip is None:
        return Kept(kind)
    foreign = read_tree(git, tip).foreign
    if kind == TEXT:
        texts = {oid: text for oid, text in read_bodies(git, tip) if on is None or oid in on}
        return Kept(kind, texts=texts, foreign=foreign)
    bodies = {oid: body for oid, body in read_lines(git, tip).items() if on is None or oid in on}
    return Kept(kind, bodies, foreign=foreign)
