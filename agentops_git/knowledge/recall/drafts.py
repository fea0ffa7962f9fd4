"""Everything that recall may serve, out of what was mined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from agentops_git.knowledge.backlog import backlog
from agentops_git.knowledge.clock import end_of, since
from agentops_git.knowledge.clusters import Cluster, clusters
from agentops_git.knowledge.learnings import Learning, distinct, learnings
from agentops_git.knowledge.library import as_said, assign
from agentops_git.knowledge.redirects import Known
from agentops_git.knowledge.said import Evidence, learned_id, said
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import Part
from agentops_git.memory.served import Draft, Served
from agentops_git.message.ids import LearningId

Kind = Literal[
    "learning", "pattern", "constraint", "rejected", "directive", "improvement", "not-tested"
]
_STATED: dict[str, Kind] = {
    "Constraint": "constraint",
    "Rejected": "rejected",
    "Directive": "directive",
}
_BESIDE = ("Intent", "Context", "Solution", "Impact")
_SOURCES = 8  # commits that an item names, and whose texts it is found by
_PATHS = 64
_OPEN = ("open", "in progress")
_NEVER = "~"  # after all days


def drafts(mined: Mined, files: Sequence[Known], day: str) -> Iterator[Draft]:
    """Every item that stands on a day, YYYY-MM-DD; ``files`` are the pattern files."""
    if not mined.as_of:
        return
    now = mined._replace(as_of=mined.as_of._replace(date=since(day)))
    groups = clusters(learnings(now), now.decisions, now.keeping)
    for group in as_said(groups, assign(groups, files), now.decisions):
        if group.stage != "deprecated":
            yield from (_learned(one, group) for one in group.learnings if one.counts)
    for key, kind in _STATED.items():
        yield from _stated(now, key, kind)
    for item in backlog(mined):
        live = [one for one in item.evidence if _until(_part(one)) >= day]
        if item.status in _OPEN and live:
            yield _draft(item.kind, item.id, item.id, item.text, live)


def unchanged(mined: Mined, day: str) -> tuple[str, str]:
    """The days around one on which the same items stand: after the first, up to the second."""
    days = {_until(part) for record in mined.records for part in record.parts}
    past = max((one for one in days if one < day), default="")
    return past, min(one for one in {*days, _NEVER} if one >= day)


def _learned(one: Learning, group: Cluster) -> Draft:
    if group.stage == "discovery":
        return _draft("learning", one.id, group.id, one.text, one.evidence)
    made = _draft("pattern", group.id, group.id, one.text, one.evidence)
    return made._replace(served=made.served._replace(evidence=len(group.evidence)))


def _stated(mined: Mined, key: str, kind: Kind) -> Iterator[Draft]:
    texts: dict[LearningId, str] = {}
    found: dict[LearningId, list[Evidence]] = defaultdict(list)
    for one in said(mined, key):
        oid = None if one.evidence.expired else learned_id(one.value)
        if oid:
            texts.setdefault(oid, one.value)
            found[oid].append(one.evidence)
    for oid, evidence in found.items():
        own = kind[:3] + oid[3:]
        yield _draft(kind, own, own, texts[oid], distinct(evidence))


def _draft(kind: str, oid: str, group: str, text: str, evidence: Sequence[Evidence]) -> Draft:
    newest = sorted(evidence, key=lambda one: (one.record.date, one.record.id), reverse=True)
    shown = newest[:_SOURCES]
    paths = dict.fromkeys(path for one in shown for path in one.record.paths)
    commits = dict.fromkeys(one.record.id for one in shown)
    served = Served(
        kind, oid, group, text, tuple(commits), len(evidence), newest[0].record.date,
        tuple(paths)[:_PATHS],
    )  # fmt: skip
    return Draft(served, {"text": text, **_beside(shown)})


def _beside(evidence: Iterable[Evidence]) -> dict[str, str]:
    """The texts beside an item, by field; each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in evidence:
        found["subject"][one.record.subject] = None
        part = _part(one)
        for key in _BESIDE:
            found[key.lower()][part.last(key) or ""] = None
    return {name: " ".join(texts) for name, texts in found.items()}


def _part(evidence: Evidence) -> Part:
    """The record that states it: the commit's own, or what is noted of one that it united."""
    own, *others = evidence.record.parts
    return next((one for one in others if one.commit == evidence.change), own)


def _until(part: Part) -> str:
    """The last day on which what a record says is served."""
    return end_of(part.last("Expires") or "") or _NEVER
