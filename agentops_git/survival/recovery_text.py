"""A recovery as text for people and as data for programs."""

import json
from collections.abc import Iterator

from agentops_git.message.printable import one_line, shell_word
from agentops_git.notes.line import dump, entries_of
from agentops_git.survival.orphans import Orphan, rows
from agentops_git.survival.placing import Home
from agentops_git.survival.recovery import Left, Recovery

WIDTH, SHOWN = 72, 20
STATES = {False: "orphaned", True: "pruned or lost"}


def recovery_data(found: Recovery, written: bool) -> dict[str, object]:
    """For ``--json``, version 1 (docs/notes.md)."""
    placed = [
        {**_orphan_data(one), "to": home.commit, "by": home.how, "among": home.among}
        for one, home in found.placed
    ]
    return {
        "version": 1,
        "written": written,
        "placed": placed,
        "left": [{**_orphan_data(each.orphan), "why": each.why} for each in found.left],
        "absent": found.absent,
        "unsynced": [each._asdict() for each in found.unsynced],
        "problems": list(found.problems),
    }


def _orphan_data(one: Orphan) -> dict[str, object]:
    line = json.loads(dump(one.line)) if one.line else None
    state = STATES[one.lost]
    return {
        "kind": one.kind, "object": one.object, "state": state, "line": line,
        "text": None if line else one.text,
    }  # fmt: skip


def recovery_text(found: Recovery, written: bool) -> Iterator[str]:
    """Lines for people, safe to print: what goes where and why, what stays, what to run."""
    if found.placed:
        yield f"{'re-attached' if written else 'to re-attach'}: {len(found.placed)}"
    for one, home in found.placed:
        yield f"  {_head(one)} -> {home.commit[:12]}  {_because(home)}"
        yield f"    {_says(one)}"
    if found.left:
        yield f"left as they are: {len(found.left)}"
    for each in found.left:
        yield from _left(each)
    if not found.placed and not found.left:
        yield "no orphaned notes"
    elif found.placed and not written:
        yield "nothing is written yet; to do it: agentops-git note recover --write"


def _left(each: Left) -> Iterator[str]:
    yield f"  {_head(each.orphan)}  {one_line(each.why)}"
    yield from (f"    {row}" for row in _whole(each.orphan))


def _whole(one: Orphan) -> Iterator[str]:
    """A text note, as nothing else may show it again; a line on one line."""
    if one.line or one.why:
        yield _says(one)
    else:
        said = rows(one.text)
        yield from (one_line(row, 4 * WIDTH) for row in said[:SHOWN])
        if len(said) > SHOWN:
            yield f"… {len(said) - SHOWN} more lines: --json"


def _head(one: Orphan) -> str:
    return f"{one.kind:<9} {one.object[:12]}{' (pruned or lost)' if one.lost else ''}"


def _because(home: Home) -> str:
    return home.how + (f", the first of {home.among} that fit" if home.among > 1 else "")


def _says(one: Orphan) -> str:
    if one.line is None:
        return one_line(one.text[: 4 * WIDTH], WIDTH)
    for entry in entries_of(one.line):
        return one_line(f"{entry.key}: {entry.value}", WIDTH)
    fields = json.dumps(dict(one.line.fields), ensure_ascii=False, sort_keys=True)
    return one_line(fields, WIDTH)


def hints(found: Recovery) -> Iterator[str]:
    """What stands in the way of the rest, each with its command."""
    yield from found.problems
    if found.absent:
        yield (
            f"{found.absent} annotated objects lie beyond what this shallow clone holds; "
            "run: git fetch --unshallow"
        )
    for each in found.unsynced:
        changes = "1 change" if each.changes == 1 else f"{each.changes} changes"
        yield (
            f"{each.remote} has {changes} to {each.kind} that are not here; "
            f"run: agentops-git sync {shell_word(each.remote)}"
        )
