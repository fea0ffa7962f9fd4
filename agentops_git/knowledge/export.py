"""Mined knowledge as JSON, version 1 (docs/mining.md)."""

from collections.abc import Iterable, Mapping, Sequence

from agentops_git.knowledge.avoid import Avoided
from agentops_git.knowledge.backlog import Item
from agentops_git.knowledge.backlog_report import Report
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import rfc3339

Json = dict[str, object]


def header(mined: Mined) -> Json:
    """What every output begins with; ``as_of`` is null where there is no commit yet."""
    as_of = mined.as_of
    return {
        "version": 1,
        "repository": mined.repository,
        "range": mined.range,
        "as_of": as_of.commit if as_of else None,
        "as_of_date": rfc3339(as_of.date) if as_of else None,
        "notes": dict(as_of.notes) if as_of else {},
        "commits": mined.commits,
    }


def learnings_json(
    mined: Mined,
    found: Sequence[Learning],
    groups: Mapping[str, Cluster],
    avoid: Iterable[Avoided],
    items: Iterable[Item],
) -> Json:
    """``learnings --json``; ``groups`` by the name of their pattern file."""
    return {
        **header(mined),
        "learnings": [learning_json(one) for one in found],
        "clusters": [cluster_json(one) for one in groups.values()],
        "avoid": [avoid_json(one) for one in avoid],
        "improvements": [_item(one, _clock(mined)) for one in items],
    }


def backlog_json(mined: Mined, items: Sequence[Item], figures: Report) -> Json:
    """``backlog --json``."""
    return {
        **header(mined),
        "improvements": [_item(one, _clock(mined)) for one in items],
        "report": figures._asdict(),
    }


def learning_json(one: Learning) -> Json:
    """A learning with its evidence."""
    dates = sorted((piece.record.date, piece.record.when) for piece in one.evidence)
    return {
        "id": one.id,
        "text": one.text,
        "evidence": _evidence(one.evidence),
        "first_seen": dates[0][1],
        "last_seen": dates[-1][1],
        "superseded_by": one.superseded_by,
        "expired": one.expired,
    }


def cluster_json(one: Cluster) -> Json:
    """A group, without the texts of its learnings."""
    return {
        "id": one.id,
        "name": one.name,
        "stage": one.stage,
        "learnings": [learning.id for learning in one.learnings],
        "evidence_count": len(one.evidence),
        "confidence": round(one.confidence, 2),
        "adoption": {**one.adoption._asdict(), "share": round(one.adoption.share, 2)},
    }


def avoid_json(one: Avoided) -> Json:
    """An anti-pattern."""
    return {
        "id": one.id,
        "name": one.name,
        "why": one.why,
        "texts": [text._asdict() for text in one.texts],
        "reasons": list(one.reasons),
        "instead": list(one.instead),
        "evidence_count": len(one.evidence),
        "evidence": _evidence(one.evidence),
        "undone_by": [record.id for record in one.undone_by],
    }


def item_json(mined: Mined, item: Item) -> Json:
    """What ``backlog add`` and its like write with ``--json``: one item as it stands now."""
    return {"version": 1, "improvement": _item(item, _clock(mined))}


def _clock(mined: Mined) -> int:
    return mined.as_of.date if mined.as_of else 0


def _item(one: Item, clock: int) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "also": [other._asdict() for other in one.also],
        "impact": one.impact,
        "effort": one.effort,
        "priority": one.priority,
        "band": one.band,
        "status": one.status,
        "owner": one.state.owner,
        "due": one.state.due,
        "until": one.state.until,
        "reason": one.state.reason,
        "age_days": one.age(clock),
        "evidence": _evidence(one.evidence),
        "resolved_by": _evidence(one.state.resolved_by),
        "raised_again": _evidence(one.state.again),
    }


def _evidence(evidence: Iterable[Evidence]) -> list[Json]:
    return [
        {
            "commit": one.record.id,
            "grade": one.grade,
            "subject": one.record.subject,
            "date": one.record.when,
            "author": one.record.author,
            "paths": [path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                      for path in one.record.paths],
        }
        for one in evidence
    ]  # fmt: skip
