"""Learnings out of records: one for each text, with its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.knowledge.clock import expired
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord
from agentops_git.message.ids import LearningId, is_none, learning_id, resolve_prefix
from agentops_git.message.model import Grade
from agentops_git.rules.phrases import says_nothing


class Evidence(NamedTuple):
    """One distinct change that says something: its first commit, and how that says it."""

    record: CommitRecord
    grade: Grade
    change: str


class Learning(NamedTuple):
    """What was learned, and where; ``evidence`` is never empty, first by author date."""

    id: LearningId
    text: str
    evidence: tuple[Evidence, ...]
    superseded_by: LearningId | None = None
    expired: bool = False


class Said(NamedTuple):
    """One value of a record, before copies are taken together."""

    value: str
    evidence: Evidence


def says_something(value: str) -> bool:
    """Whether a value is more than ``none (REASON)``, a placeholder or nothing at all."""
    return bool(value.strip()) and not is_none(value) and not says_nothing(value)


def said(mined: Mined, key: str) -> Iterator[Said]:
    """Every value of ``key`` that says something, in order of (author date, commit id)."""
    for record in mined.records:
        for entry in record.entries:
            if entry.key == key and says_something(entry.value):
                change = mined.changes[record.id]
                yield Said(entry.value, Evidence(record, entry.grade, change))


def distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One piece of evidence for each distinct change.

    A squash copy counts only where no commit of the history says the same by itself.
    """
    own = [one for one in evidence if one.grade != "squashed"]
    first: dict[str, Evidence] = {}
    for one in own or evidence:
        first.setdefault(one.change, one)
    return tuple(first.values())


def learnings(mined: Mined) -> tuple[Learning, ...]:
    """The learnings of what was mined, by the author date of their first evidence."""
    texts: dict[LearningId, str] = {}
    found: dict[LearningId, list[Evidence]] = defaultdict(list)
    for one in said(mined, "Learning"):
        try:
            oid = learning_id(one.value)
        except ValueError:  # closing punctuation alone
            continue
        texts.setdefault(oid, one.value)
        found[oid].append(one.evidence)
    replaced = superseded(mined.records, found.keys())
    clock = mined.as_of.date if mined.as_of else 0
    return tuple(
        Learning(
            oid, texts[oid], distinct(evidence), replaced.get(oid),
            expired((one.record for one in evidence), clock),
        )
        for oid, evidence in found.items()
    )  # fmt: skip


def superseded(
    records: Iterable[CommitRecord], known: Iterable[LearningId]
) -> Mapping[LearningId, LearningId]:
    """Which learning took another's place; the later word wins where two replace each other."""
    ids = frozenset(known)
    replaced: dict[LearningId, LearningId] = {}
    for record in records:
        new = next(iter(_ids_in(record)), None)
        for entry in record.entries:
            old = _known(entry.value, ids) if entry.key == "Supersedes" and new else None
            if old and new and old != new:
                replaced[old] = new
                _cut(replaced, new, old)
    return replaced


def _ids_in(record: CommitRecord) -> Iterator[LearningId]:
    for entry in record.entries:
        if entry.key == "Learning" and says_something(entry.value):
            try:
                yield learning_id(entry.value)
            except ValueError:
                continue


def _known(prefix: str, ids: Iterable[LearningId]) -> LearningId | None:
    try:
        return LearningId(resolve_prefix(prefix, ids))
    except UsageError:  # an id from another history, or a short one that became ambiguous
        return None


def _cut(replaced: dict[LearningId, LearningId], new: LearningId, old: LearningId) -> None:
    """A chain from ``new`` must not lead back to ``old``."""
    step = new
    while step in replaced:
        if replaced[step] == old:
            del replaced[step]
            return
        step = replaced[step]
