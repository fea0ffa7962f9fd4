"""What becomes of a backlog item: a fold over what was said and decided of it, in time.

The last word holds. What happens at the same second counts in the order raised, resolved,
decided, so that a commit that raises and resolves an item completes it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from agentops_git.knowledge.clock import day_of, end_of
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.records import Decision

Status = Literal["open", "in progress", "done", "deferred", "dropped"]

_STATUS: Mapping[str, Status] = {
    "reopen": "open",
    "start": "in progress",
    "defer": "deferred",
    "drop": "dropped",
    "done": "done",
}
WORDS = (*_STATUS, "score", "assign")
"""The words of decisions about backlog items."""
CLOSED: frozenset[Status] = frozenset({"done", "dropped"})


class Raised(NamedTuple):
    """Somebody said that it should get better. ``own``: in a change of their own, no copy."""

    at: int
    evidence: Evidence
    impact: int | None
    effort: int | None
    own: bool


class Resolved(NamedTuple):
    """A record said ``Resolves``."""

    at: int
    evidence: Evidence


class Decided(NamedTuple):
    """A person or agent decided."""

    at: int
    decision: Decision


Event = Raised | Resolved | Decided
_ORDER = (Raised, Resolved, Decided)


class State(NamedTuple):
    """Where an item stands. ``since`` is when its present life began, ``settled`` when its status
    was last changed, ``by`` who decided that ("" where a commit did). ``again`` is what raised
    it since it was dropped or deferred."""

    since: int
    status: Status = "open"
    settled: int = 0
    by: str = ""
    impact: int | None = None
    effort: int | None = None
    owner: str | None = None
    due: str | None = None
    until: str | None = None
    reason: str | None = None
    resolved_by: tuple[Evidence, ...] = ()
    again: tuple[Evidence, ...] = ()


def state_of(events: Iterable[Event], clock: int) -> State:
    """The state that events leave at a clock in Unix seconds; there is one event at least."""
    ordered = sorted(events, key=lambda one: (one.at, _ORDER.index(type(one))))
    state = State(ordered[0].at)
    for event in ordered:
        state = _after(state, event)
    if state.until and state.until <= day_of(clock):
        return state._replace(status="open", until=None, reason=None)
    return state


def _after(state: State, event: Event) -> State:
    match event:
        case Raised():
            return _raised(state, event)
        case Resolved():
            resolved = event.evidence
            if state.status == "done":
                return state._replace(resolved_by=(*state.resolved_by, resolved))
            return _moved(state, "done", event.at)._replace(resolved_by=(resolved,))
        case Decided():
            return _decided(state, event)


def _raised(state: State, event: Raised) -> State:
    scored = state._replace(
        impact=event.impact or state.impact, effort=event.effort or state.effort
    )
    if not event.own or state.status in ("open", "in progress"):
        return scored
    if state.status == "done":
        return _moved(scored, "open", event.at)._replace(since=event.at)
    return scored._replace(again=(*state.again, event.evidence))


def _moved(state: State, status: Status, at: int, by: str = "") -> State:
    return state._replace(
        status=status, settled=at, by=by, until=None, reason=None, resolved_by=(), again=()
    )


def _decided(state: State, event: Decided) -> State:
    what, fields = event.decision.what, event.decision.fields
    if what in _STATUS:
        state = _moved(state, _STATUS[what], event.at, event.decision.by)
        until = _day(fields.get("until")) if what == "defer" else None
        state = state._replace(until=until, reason=_text(fields.get("reason")))
    if what == "score":
        impact, effort = (score_in(fields.get(name)) for name in ("impact", "effort"))
        return state._replace(impact=impact or state.impact, effort=effort or state.effort)
    if what in ("start", "assign"):
        owner = _text(fields["owner"]) if "owner" in fields else state.owner
        due = _day(fields["due"]) if "due" in fields else state.due
        return state._replace(owner=owner, due=due)
    return state


def score_in(value: object) -> int | None:
    """A score from 1 to 10; None for anything else, which lines made by hand may hold."""
    return value if type(value) is int and 1 <= value <= 10 else None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> str | None:
    return end_of(value) if isinstance(value, str) else None


def would_change(state: State, decision: Decision) -> bool:
    """Whether a decision would say anything new of an item."""
    after = _decided(state, Decided(state.settled, decision))
    return after._replace(by=state.by, resolved_by=state.resolved_by) != state
