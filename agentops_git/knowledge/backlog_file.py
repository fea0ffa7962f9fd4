"""``BACKLOG.md``: the queue as people read it."""

from collections.abc import Collection, Mapping, Sequence

from agentops_git.files.blocks import find_blocks
from agentops_git.files.frontmatter import Document, scalar
from agentops_git.knowledge.backlog import Item, backlog
from agentops_git.knowledge.backlog_report import report
from agentops_git.knowledge.backlog_text import progress, share, standing
from agentops_git.knowledge.clock import day_of
from agentops_git.knowledge.links import commit_link
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.written import Draft
from agentops_git.memory.mine import Mined
from agentops_git.message.ids import short

BANDS = ("high", "medium", "low", "unscored")
BLOCKS = ("in-progress", *BANDS, "deferred", "dropped", "done")
DONE_SHOWN = 20


def backlog_draft(mined: Mined, template: str, document: Document | None, links: str) -> Draft:
    """What the backlog's file is to say.

    ``document`` is what stands there; ``links`` is what the pages of commits begin with.
    """
    found = backlog(mined)
    clock = mined.as_of.date if mined.as_of else 0
    body = document.body if document else template
    blocks = {block.name for block in find_blocks(body)}
    parts: dict[str, list[Item]] = {name: [] for name in BLOCKS}
    for item in found:
        parts[_block(item, blocks)].append(item)
    lists = {name: _listed(name, queue, clock, links) for name, queue in parts.items()}
    figures = report(mined, found)
    contents = {**lists, "report": f"{progress(figures)}.\n\n{share(figures)}.\n"}
    stated = f"links: {scalar(links)}\n" if links else ""
    head = f"agentops: 1\nkind: backlog\n{stated}"
    return Draft(head, ("links",), contents, template, passing=frozenset({"report"}))


def _block(item: Item, blocks: Collection[str]) -> str:
    """Where an item stands; in a file without that part, where it is seen all the same."""
    home, other = {
        "open": (item.band, item.band),
        "in progress": ("in-progress", item.band),
        "deferred": ("deferred", item.band),
        "dropped": ("dropped", "done"),
        "done": ("done", "done"),
    }[item.status]
    return home if home in blocks else other


def _listed(name: str, queue: Sequence[Item], clock: int, links: str) -> str:
    if name != "done":
        return items([_line(item, clock, links) for item in queue]) or "Nothing.\n"
    more = len(queue) - DONE_SHOWN
    last = f"\n… and {more} more: `agentops-git backlog --json`\n" if more > 0 else ""
    shown = items([_line(item, clock, links) for item in queue[:DONE_SHOWN]])
    return (shown or "Nothing yet.\n") + last


def _line(item: Item, clock: int, links: str) -> str:
    said = [f"{code(short(item.id))} {_what(item)}{_score(item)}"]
    said += [text(part) for part in standing(item, clock)]
    if item.status == "done":
        said += [commit_link(links, one.record.id) for one in item.state.resolved_by[:1]]
        return f"[x] {' · '.join(said)}"
    box = "" if item.status == "dropped" else "[ ] "
    return f"{box}{' · '.join([*said, _first(item, links)])}"


def _what(item: Item) -> str:
    untested = "not tested: " if item.kind == "not-tested" else ""
    return f"{untested}{text(item.text)}"


def _score(item: Item) -> str:
    stated: Mapping[str, int | None] = {
        "priority": item.priority, "impact": item.impact, "effort": item.effort,
    }  # fmt: skip
    known = [f"{name} {value}" for name, value in stated.items() if value is not None]
    return f" ({', '.join(known)})" if known and item.status != "done" else ""


def _first(item: Item, links: str) -> str:
    times = f", said {len(item.evidence)} times" if len(item.evidence) > 1 else ""
    first = commit_link(links, item.evidence[0].record.id)
    return f"since {day_of(item.state.since)} {first}{times}"
