"""Squash copies that nothing names: told by what they say and touch.

A squash made by hand or by our hooks carries the records of several commits as its own. Where
those commits come back beside it (a branch that was merged as well), each would count twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from agentops_git.memory.records import CommitRecord
from agentops_git.message.model import Entry

ITEMS = ("Learning", "Improvement", "Not-tested")
_COMMON = 64  # what more commits say than this tells nothing about one of them


def taken_over(
    records: Sequence[CommitRecord], changes: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The changes that each squash copy took over, by its commit.

    A commit is one if it says everything that several other messages say, which say different
    things, and touches every path that they touch. A commit whose message says nothing has
    its notes for one.
    """
    said = {one.id: _items(one.entries) or _items(one.everything) for one in records}
    all_said = {one.id: _items(one.everything) if one.notes else said[one.id] for one in records}
    wide = [one for one in records if len(all_said[one.id]) > 1]
    speakers: dict[str, list[CommitRecord]] = defaultdict(list)
    for record in records if wide else ():
        for text in said[record.id]:
            speakers[text].append(record)
    found: dict[str, frozenset[str]] = {}
    for record in wide:
        own = all_said[record.id]
        named = [speakers.get(text, ()) for text in own]
        near = {one.id: one for several in named if len(several) <= _COMMON for one in several}
        parts = [one for one in near.values() if said[one.id] < own and _within(one, record)]
        united = frozenset(changes[one.id] for one in parts) - {changes[record.id]}
        if len(united) > 1 and len({said[one.id] for one in parts}) > 1:
            found[record.id] = united
    return found


def _within(one: CommitRecord, whole: CommitRecord) -> bool:
    return one.id != whole.id and set(one.paths) <= set(whole.paths)


def _items(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.value for entry in entries if entry.key in ITEMS)
