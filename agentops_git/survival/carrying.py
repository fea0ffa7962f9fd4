"""The notes of rewritten commits on the commits that took their place, each line once."""

from collections.abc import Mapping, Sequence

from agentops_git.git.process import Git
from agentops_git.notes.line import Line, parse_line
from agentops_git.notes.refs import CARRIED, TEXT, ref_of
from agentops_git.notes.union import body_of, rows_of, united
from agentops_git.notes.write import Who, change

Groups = Mapping[str, Sequence[str]]
"""A new commit to the old ones that became it, in order."""


def carry_notes(git: Git, groups: Groups, who: Who) -> int:
    """Carry what git's own ``notes.rewriteRef`` left behind; on how many commits there was any.

    Lines keep their bytes. Gates and approvals stay with what was seen.
    """
    return len({new for kind in (TEXT, *CARRIED) for new in _carried(git, kind, groups, who)})


def _carried(git: Git, kind: str, groups: Groups, who: Who) -> list[str]:
    done: list[str] = []

    def edit(bodies: Mapping[str, str]) -> dict[str, str | None]:
        changes: dict[str, str | None] = {}
        for new, olds in groups.items():
            here = there = bodies.get(new, "")
            for old in olds:
                here = _with(here, bodies.get(old, ""), kind)
            if here != there:
                changes[new] = here
        done[:] = changes
        return changes

    change(git, ref_of(kind), edit, who, "carried to a rewritten commit")
    return done


def _with(body: str, more: str, kind: str) -> str:
    """The body with what it lacks of another; as it is where it holds every line of it."""
    rows = rows_of(body)
    if kind == TEXT:
        lacks = not set(rows).issuperset(rows_of(more))
        return united(None, body, more, json=False) or "" if lacks else body
    known = {_name(row) for row in rows}
    fresh = [row for row in rows_of(more) if _name(row) not in known]
    return body_of([*rows, *fresh]) if fresh else body


def _name(row: str) -> str:
    """What tells a line from others: its id, or for what is no line of ours its text."""
    line = parse_line(row)
    return line.id if isinstance(line, Line) else row
