"""Judge values that stand outside a message: those of a note."""

from collections.abc import Iterable

from agentops_git.constitution.model import MessagePolicy
from agentops_git.message.model import Entry, Record, Subject
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.message import judge

_OF_VALUES = frozenset({"T003", "T004", "T008", "T013"})


def judge_values(entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """What is wrong with the values themselves: empty, stock phrases, too short, malformed."""
    written = tuple(entry._replace(grade="trailer") for entry in entries)
    record = Record(Subject(""), "", (), written)
    found = judge(record, "", MessagePolicy({}), Place(), stored=True)
    return tuple(finding for finding in found if finding.code in _OF_VALUES)
