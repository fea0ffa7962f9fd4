"""Removing a line for good: a tombstone in its place keeps a union from bringing it back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.message.ids import SHORTEST_PREFIX, short
from agentops_git.message.printable import one_line
from agentops_git.notes.facts import Facts
from agentops_git.notes.line import TOMBSTONE, Line, Strange, dump, make_line, parse_line
from agentops_git.notes.read import read_bodies, tip_of
from agentops_git.notes.refs import KINDS, ref_of
from agentops_git.notes.union import body_of, rows_of
from agentops_git.notes.write import Who, change

_PREFIX = re.compile(rf"(?:not-)?([0-9a-f]{{{SHORTEST_PREFIX},64}})", re.I)
_TRACKED = ("refs/agentops/remotes/", "refs/agentops/backup/")


class Redacted(NamedTuple):
    """What was done: the whole id, and ref to the number of notes that held it."""

    id: str
    notes: Mapping[str, int]


class Ids(NamedTuple):
    """The ids that stand in notes, and those that tombstones name, each with its refs."""

    standing: Mapping[str, frozenset[str]]
    redacted: frozenset[str]


def ids_in(git: Git, refs: Iterator[str] | tuple[str, ...]) -> Ids:
    """Every id below some refs; a ref that holds no notes has none."""
    standing: dict[str, frozenset[str]] = {}
    redacted: set[str] = set()
    for ref in refs:
        for body in _bodies(git, ref):
            for row in rows_of(body):
                line = parse_line(row)
                if isinstance(line, Line) and line.redacts:
                    redacted.add(line.redacts)
                else:
                    standing[_id(row, line)] = standing.get(_id(row, line), frozenset()) | {ref}
    return Ids(standing, frozenset(redacted))


def _bodies(git: Git, ref: str) -> Iterator[str]:
    try:
        tip = tip_of(git, ref)
    except UsageError:
        return
    for _, body in read_bodies(git, tip) if tip else ():
        yield body


def _id(row: str, line: Line | str) -> str:
    return line.id if isinstance(line, Line) else Strange(0, row, line).id


def resolve(text: str, ids: Ids) -> str:
    """The one id that begins with ``text``, 8 digits or more; UsageError where none or several."""
    match = _PREFIX.fullmatch(text.strip())
    if not match:
        raise UsageError(
            f"'{one_line(text, 40)}' is no note's id: not- and 8 or more hex digits, as "
            "agentops-git note list shows them; a text note is changed by git notes edit COMMIT"
        )
    wanted = f"not-{match[1].lower()}"
    found = sorted(each for each in {*ids.standing, *ids.redacted} if each.startswith(wanted))
    if len(found) > 1:
        raise UsageError(f"{wanted} is ambiguous; it may be {' or '.join(found)}")
    if not found:
        raise UsageError(
            f"no note here has a line {wanted}; list them with agentops-git note list, "
            "fetch a remote's with agentops-git sync; a text note is changed by git notes edit"
        )
    return found[0]


def redact(git: Git, oid: str, refs: frozenset[str], reason: str, who: Who, at: str) -> Redacted:
    """Put a tombstone in the place of line ``oid`` in every note of ``refs`` that holds it."""
    counts: dict[str, int] = {}
    for ref in sorted(refs):

        def edit(bodies: Mapping[str, str], ref: str = ref) -> dict[str, str | None]:
            held = {on: body for on, body in bodies.items() if _holds(body, oid)}
            counts[ref] = len(held)
            return {on: _without(body, oid, reason, who, at) for on, body in held.items()}

        change(git, ref, edit, who, f"note redact {short(oid)}")
    return Redacted(oid, counts)


def _holds(body: str, oid: str) -> bool:
    return any(_id(row, parse_line(row)) == oid for row in rows_of(body))


def _without(body: str, oid: str, reason: str, who: Who, at: str) -> str:
    """The body with a tombstone, which ``body_of`` obeys; it repeats no word of the line."""
    fields = {"redacts": oid, **({"reason": reason} if reason else {})}
    lines = (parse_line(row) for row in rows_of(body))
    gone = next((line for line in lines if isinstance(line, Line) and line.id == oid), None)
    facts = Facts("", gone.commit, gone.tree, gone.patch_id) if gone else None
    return body_of([*rows_of(body), dump(make_line(TOMBSTONE, at, str(who), facts, fields))])


def refs_holding(git: Git, oid: str) -> tuple[str, ...]:
    """The tracking and backup refs whose notes still hold a line."""
    done = git.text("for-each-ref", "--format=%(refname)", *_TRACKED)
    return tuple(sorted(ids_in(git, tuple(done.splitlines())).standing.get(oid, ())))


def copies_of(git: Git, refs: Iterable[str]) -> tuple[str, ...]:
    """The tracking and backup refs of the kinds of some notes refs: their history is the same."""
    kinds = {ref.rpartition("/")[2] for ref in refs}
    found = git.text("for-each-ref", "--format=%(refname)", *_TRACKED).splitlines()
    return tuple(ref for ref in found if ref.rpartition("/")[2] in kinds)


def local_refs() -> tuple[str, ...]:
    """The refs whose lines can be redacted."""
    return tuple(ref_of(kind) for kind in KINDS)
