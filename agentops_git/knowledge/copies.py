"""Squash copies that nothing names: told by what they say and touch.

A squash made by hand or by our hooks carries the records of several commits as its own. Where
those commits come back beside it (a branch that was merged as well), each would count twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from agentops_git.memory.records import CommitRecord

ITEMS = ("Learning", "Improvement", "Not-tested")
_COMMON = 64  # what more commits say than this tells nothing about one of them


def taken_over(
    records: Sequence[CommitRecord], changes: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The changes that each squash copy took over, by its commit.

    A commit is one if it says everything that several other changes say, which say different
    things, and touches every path that they touch.
    """
    said = {record.id: frozenset(_items(record)) for record in records}
    speakers: dict[str, list[CommitRecord]] = defaultdict(list)
    for record in records:
        for text in said[record.id]:
            speakers[text].append(record)
    found: dict[str, frozenset[str]] = {}
    for record in records:
        own = said[record.id]
        shared = [text for text in own if 1 < len(speakers[text]) <= _COMMON]
        if len(shared) > 1:
            others = {one.id: one for text in shared for one in speakers[text]}
            parts = [one for one in others.values() if _part_of(one, record, said)]
            united = frozenset(changes[one.id] for one in parts) - {changes[record.id]}
            if len(united) > 1 and len({text for one in parts for text in said[one.id]}) > 1:
                found[record.id] = united
    return found


def _part_of(one: CommitRecord, whole: CommitRecord, said: Mapping[str, frozenset[str]]) -> bool:
    return said[one.id] < said[whole.id] and set(one.paths) <= set(whole.paths)


def _items(record: CommitRecord) -> Iterable[str]:
    return (entry.value for entry in record.everything if entry.key in ITEMS)
