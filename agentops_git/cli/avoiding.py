"""What ``learnings`` and ``patterns list`` share: anti-patterns as people read them."""

from collections.abc import Iterator, Sequence

from agentops_git.knowledge.avoid import Avoided
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line

SHOWN = 20


def avoid_rows(found: Sequence[Avoided]) -> Iterator[str]:
    """A section: each by its evidence, why, id, name and first reason; nothing for none."""
    if found:
        yield "avoid"
    for one in found[:SHOWN]:
        reason = f" ({one_line(one.reasons[0], 80)})" if one.reasons else ""
        left = f"{len(one.evidence):>3}  {one.why:<10}  {short(one.id)}"
        yield f"  {left}  {one_line(one.name)}{reason}"
    if len(found) > SHOWN:
        yield f"  … and {len(found) - SHOWN} more: --json"
