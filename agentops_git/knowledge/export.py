"""Mined knowledge as JSON, version 1 (docs/mining.md)."""

from collections.abc import Iterable, Mapping, Sequence

from agentops_git.knowledge.backlog import Item, Report
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
    mined: Mined, found: Sequence[Learning], groups: Mapping[str, Cluster], items: Iterable[Item]
) -> Json:
    """``learnings --json``; ``groups`` by the name of their pattern file."""
    return {
        **header(mined),
        "learnings": [_learning(one) for one in found],
        "clusters": [_cluster(one) for one in groups.values()],
        "improvements": [_item(one) for one in items],
    }


def backlog_json(mined: Mined, items: Sequence[Item], figures: Report) -> Json:
    """``backlog --json``."""
    return {
        **header(mined),
        "improvements": [_item(one) for one in items],
        "report": figures._asdict(),
    }


def _learning(one: Learning) -> Json:
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


def _cluster(one: Cluster) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "stage": one.stage,
        "learnings": [learning.id for learning in one.learnings],
        "evidence_count": len(one.evidence),
    }


def _item(one: Item) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "impact": one.impact,
        "effort": one.effort,
        "priority": one.priority,
        "status": one.status,
        "evidence": _evidence(one.evidence),
        "resolved_by": _evidence(one.resolved_by),
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
