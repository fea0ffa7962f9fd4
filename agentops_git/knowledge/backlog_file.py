"""``BACKLOG.md``: the queue as people read it."""

from collections.abc import Mapping, Sequence

from agentops_git.knowledge.backlog import Item, Report
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.written import Draft
from agentops_git.message.ids import short

BANDS = ("high", "medium", "low", "unscored")
SHORT_SHA = 12


def backlog_draft(found: Sequence[Item], figures: Report, template: str) -> Draft:
    """What the backlog's file is to say."""
    return Draft("agentops: 1\nkind: backlog\n", (), _parts(found, figures), template)


def _parts(found: Sequence[Item], figures: Report) -> Mapping[str, str]:
    still = [item for item in found if item.status == "open"]
    bands = {band: [item for item in still if item.band == band] for band in BANDS}
    parts = {
        band: items([_open(item) for item in queue]) or "Nothing.\n"
        for band, queue in bands.items()
    }
    done = [_done(item) for item in found if item.status == "done"]
    return {**parts, "done": items(done) or "Nothing yet.\n", "report": _report(figures)}


def _report(figures: Report) -> str:
    rate = f"{figures.execution_rate:.0%} done"
    line = f"{figures.identified} identified, {figures.done} resolved ({rate})"
    if figures.oldest_open_days is None:
        return f"{line}.\n"
    return (
        f"{line}; open for {figures.median_open_days} days in the median, "
        f"{figures.oldest_open_days} at most.\n"
    )


def _open(item: Item) -> str:
    return f"[ ] {_what(item)}{_score(item)} · since {_first(item)}"


def _done(item: Item) -> str:
    by = item.resolved_by[0].record
    return f"[x] {_what(item)} · {by.when[:10]} {code(by.id[:SHORT_SHA])}"


def _what(item: Item) -> str:
    untested = "not tested: " if item.kind == "not-tested" else ""
    return f"{code(short(item.id))} {untested}{text(item.text)}"


def _score(item: Item) -> str:
    stated = [
        f"{name} {value}"
        for name, value in (
            ("priority", item.priority),
            ("impact", item.impact),
            ("effort", item.effort),
        )
        if value is not None
    ]
    return f" ({', '.join(stated)})" if stated else ""


def _first(item: Item) -> str:
    record = item.evidence[0].record
    times = f", said {len(item.evidence)} times" if len(item.evidence) > 1 else ""
    return f"{record.when[:10]} {code(record.id[:SHORT_SHA])}{times}"
