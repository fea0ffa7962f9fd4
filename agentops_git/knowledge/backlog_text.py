"""What the backlog's file and the terminal say alike, as plain text."""

from collections.abc import Iterator

from agentops_git.knowledge.backlog import Item
from agentops_git.knowledge.backlog_report import WINDOW, Report
from agentops_git.knowledge.clock import day_of
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line


def progress(figures: Report) -> str:
    """How much there is, how much of it is done, and how old the rest is."""
    count = f"{figures.identified} identified, {figures.done} done ({figures.execution_rate:.0%})"
    others = [
        f"{number} {name}"
        for name, number in (
            ("in progress", figures.in_progress),
            ("deferred", figures.deferred),
            ("dropped", figures.dropped),
        )
        if number
    ]
    line = ", ".join([count, *others])
    if figures.oldest_open_days is None:
        return line
    middle, most = _days(figures.median_open_days or 0), _days(figures.oldest_open_days)
    return f"{line}; open for {middle} in the median, {most} at most"


def share(figures: Report) -> str:
    """How much of the last work went into improvements."""
    if figures.share is None:
        return f"No change carries a record yet (target: {figures.target:.0%} resolve an item)"
    if figures.changes < WINDOW:
        among = f"the {figures.changes} changes" if figures.changes != 1 else "1 change"
    else:
        among = f"the last {WINDOW} changes"
    return (
        f"{figures.improving} of {among} with a record resolved an item "
        f"({figures.share:.0%}, target {figures.target:.0%})"
    )


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"


def standing(item: Item, clock: int) -> Iterator[str]:
    """What people decided of an item, one phrase each."""
    state = item.state
    if item.status != "open":
        yield _status(item)
    if state.reason:
        yield f"reason: {state.reason}"
    if item.status == "dropped" and state.again:
        count = len(state.again)
        last = day_of(max(one.record.date for one in state.again))
        yield f"raised again since, {count} time{'s' * (count != 1)}, last {last}"
    if state.owner:
        yield f"owner: {state.owner}"
    if state.due and item.status not in ("done", "dropped"):
        yield f"due {state.due}{', overdue' * (state.due < day_of(clock))}"


def _status(item: Item) -> str:
    state = item.state
    by = f" by {state.by.partition(' <')[0]}" if state.by else ""
    if item.status == "deferred":
        return f"deferred until {state.until}{by}" if state.until else f"deferred{by}"
    if item.status == "in progress":
        return item.status
    return f"{item.status} {day_of(state.settled)}{by}"


def row(item: Item, clock: int) -> str:
    """An item on one line for a terminal."""
    priority = "–" if item.priority is None else item.priority
    untested = "not tested: " if item.kind == "not-tested" else ""
    said = "; ".join(standing(item, clock))
    text = one_line(f"{untested}{item.text}{f' ({said})' if said else ''}")
    return f"{priority:>3}  {item.band:<8}  {short(item.id)}  {text}"
