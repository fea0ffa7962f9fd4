"""How changes stand at human gates, as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.cli.deciding import proof
from agentops_git.enforcement.asking import Gated
from agentops_git.enforcement.landing_demand import Missing, Need
from agentops_git.enforcement.landing_text import joined, who_is_left
from agentops_git.evidence.approvals.request import Life, Noted
from agentops_git.evidence.approvals.standing import Asked
from agentops_git.message.printable import one_line
from agentops_git.report.place import count, text_of

_WORDS = {
    "open": "nothing needs approval",
    "unnamed": "needs approval, but nobody is named who could give it",
}


class Status(NamedTuple):
    """One change at one gate; ``request`` and ``life`` are None where nobody asked."""

    base: str
    head: str
    subject: str
    gate: str
    stands: Gated
    request: Noted | None
    life: Life | None

    @property
    def refuses(self) -> bool:
        """Whether whoever asks should not go on."""
        return self.stands.state in ("missing", "rejected")


def as_text(rows: Sequence[Status]) -> str:
    """What people read."""
    if not rows:
        return "nothing waits for approval"
    return "\n".join(line for row in rows for line in _lines(row))


def _lines(row: Status) -> Iterator[str]:
    yield f"{row.head[:12]} {row.subject}".rstrip()
    yield f"  {one_line(row.gate, 40)}: {_WORDS.get(row.stands.state, row.stands.state)}"
    for each in row.stands.rejections:
        yield f"  rejected by {one_line(each.person, 60)}: {one_line(each.reason, 200)}"
    for lack in row.stands.missing:
        yield f"  {_paths(lack.need)}{_lack(lack)}"
    for each in row.stands.given:
        how = proof(each.present, each.present)
        yield f"  approved by {one_line(each.person, 60)} ({how}{', own work' if each.own else ''})"
    for why in row.stands.void if row.stands.state != "approved" else ():
        yield f"  {why}"
    if row.request and row.life:
        yield f"  {_life(row.request, row.life)}"
    elif row.stands.state == "missing":
        yield "  nobody was asked; run: agentops-git gate request " + _span(row)


def _span(row: Status) -> str:
    gate = f" --gate {row.gate}" if row.gate != "change" else ""
    return f"{row.base[:12]}..{row.head[:12]}{gate}" if row.base else f"{row.head[:12]}{gate}"


def _paths(need: Need) -> str:
    if not need.paths:
        return ""
    more = f" and {len(need.paths) - 1} more" if need.paths[1:] else ""
    return f"{one_line(need.paths[0], 60)}{more}: "


def _lack(lack: Missing) -> str:
    parts = [f"{len(lack.given)} of {count(lack.need.threshold.at_least, 'person')}"]
    parts[0] = parts[0].replace("persons", "people")
    if lack.given:
        parts.append(f"approved by {joined(lack.given)}")
    return "; ".join([*parts, *who_is_left(lack)])


def _life(noted: Noted, life: Life) -> str:
    since = f"asked {life.hours} h ago by {one_line(noted.line.by, 80)}"
    if life.expired:
        return f"{since}; that expired at {noted.request.expires}: ask again"
    late = f"; by now also ask {joined(life.escalated)}" if life.escalated else ""
    return f"{since}, until {noted.request.expires}{late}"


def as_data(asked: Asked, rows: Sequence[Status]) -> dict[str, object]:
    """Version 1 of what ``gate status --json`` writes (docs/json.md)."""
    return {
        "version": 1, "repository": asked.repository, "ref": asked.ref,
        "changes": [_row(row) for row in rows],
    }  # fmt: skip


def _row(row: Status) -> dict[str, object]:
    stands = row.stands
    return {
        "base": row.base or None, "head": row.head, "subject": text_of(row.subject),
        "gate": row.gate, "state": stands.state,
        "needs": [_need(need, stands.missing) for need in stands.needs],
        "approved": [
            {"by": each.person, "present": each.present, "own": each.own, "at": each.at}
            for each in stands.given
        ],
        "rejected": [
            {"by": each.person, "reason": each.reason, "at": each.at}
            for each in stands.rejections
        ],
        "void": list(stands.void),
        "request": _request(row.request, row.life) if row.request and row.life else None,
    }  # fmt: skip


def _need(need: Need, missing: Iterable[Missing]) -> dict[str, object]:
    lack = next((each for each in missing if each.need.threshold == need.threshold), None)
    return {
        "at_least": need.threshold.at_least, "presence": need.threshold.presence,
        "paths": list(map(text_of, need.paths)), "met": lack is None,
        "given": list(lack.given) if lack else [], "ask": list(lack.ask) if lack else [],
    }  # fmt: skip


def _request(noted: Noted, life: Life) -> dict[str, object]:
    return {
        "id": noted.line.id, "at": noted.line.at, "by": noted.line.by, "hours": life.hours,
        "expires": noted.request.expires, "expired": life.expired,
        "escalated_to": list(life.escalated),
    }  # fmt: skip
