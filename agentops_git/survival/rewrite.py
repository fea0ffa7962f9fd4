"""Records that a rewrite left out of a message, kept as notes on the commit it made."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.history import read_commits
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.message.ids import is_none
from agentops_git.message.keys import CANONICAL, REPEATABLE
from agentops_git.message.model import Entry
from agentops_git.message.record import read
from agentops_git.notes.facts import facts_of_many
from agentops_git.notes.line import make_line, utc
from agentops_git.notes.write import Who, add_lines
from agentops_git.rules.phrases import says_nothing
from agentops_git.survival.carrying import Groups
from agentops_git.survival.noted import noted_entries

KIND = "learnings"

Said = tuple[str, str]
"""Canonical key and value."""
Fields = dict[str, object]


class Records(NamedTuple):
    """What commits say in their messages, and what their notes add."""

    stated: Mapping[str, Sequence[Entry]]
    noted: Mapping[str, Sequence[Entry]]

    def all(self, commit: str) -> list[Entry]:
        """What one commit says, wherever."""
        return [*self.stated.get(commit, ()), *self.noted.get(commit, ())]


def keep_lost(git: Git, groups: Groups, replaced: Collection[str], who: Who) -> int:
    """Note on new commits what old ones said and nobody took back; how many lines that took.

    Of several commits in one, everything is kept that has been learned. Of one that was
    amended, or that an ``amend!`` has ``replaced``, the record is kept only where the new
    message has no Learning: otherwise somebody wrote it anew.
    """
    records = _records(git, groups)
    lost: dict[str, list[Fields]] = {}
    for new, olds in groups.items():
        melded = len(olds) > 1
        held = _said(records.all(new))
        anew = any(entry.key == "Learning" for entry in records.stated.get(new, ()))
        for old in olds:
            lacks = [said for said in _said(records.stated.get(old, ())) if said not in held]
            wanted = _learned(lacks, whole=melded and old not in replaced)
            if wanted and not (anew and (not melded or old in replaced)):
                lost.setdefault(new, []).append(_fields(lacks))
                held += lacks
    return _note(git, lost, who)


def _records(git: Git, groups: Groups) -> Records:
    named = dict.fromkeys([*groups, *(old for olds in groups.values() for old in olds)])
    commits = [found[0] for found in resolve(git, named) if found and found[1] == "commit"]
    read_ones = read_commits(git, ("--no-walk=unsorted",), commits)
    stated = {commit.id: read(commit.message).entries for commit in read_ones}
    return Records(stated, noted_entries(git, groups))


def _said(entries: Iterable[Entry]) -> list[Said]:
    said = [(entry.key, " ".join(entry.value.split())) for entry in entries]
    ours = (each for each in said if CANONICAL.get(each[0].lower()) == each[0])
    return [each for each in dict.fromkeys(ours) if not says_nothing(each[1])]


def _learned(said: Iterable[Said], whole: bool) -> bool:
    """Whether this is worth a note: a real learning, or ``whole`` what else may repeat."""
    return any(
        (key == "Learning" and not is_none(value)) or (whole and key in REPEATABLE - {"Learning"})
        for key, value in said
    )


def _fields(said: Iterable[Said]) -> Fields:
    """The fields of a line: one value is a text, several are a list."""
    values: dict[str, list[str]] = {}
    for key, value in said:
        values.setdefault(key.lower(), []).append(value)
    return {key: found if len(found) > 1 else found[0] for key, found in values.items()}


def _note(git: Git, lost: Mapping[str, Sequence[Fields]], who: Who) -> int:
    if not lost:
        return 0
    facts = facts_of_many(git, [*lost])
    at, by = utc(who.seconds), str(who)
    lines = {
        new: [make_line(KIND, at, by, facts[new], fields) for fields in records]
        for new, records in lost.items()
        if new in facts
    }
    return add_lines(git, KIND, lines, who, "kept from a rewritten message")
