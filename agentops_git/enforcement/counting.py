"""How many lines changes add and remove; asked only where a law limits it.

Counted on the contents themselves: ``-diff`` in .gitattributes makes git's own count a dash.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from agentops_git.constitution.guards import Guardrails
from agentops_git.constitution.model import Constitution
from agentops_git.git.batch import Batch
from agentops_git.git.changes import Change, FileChange, Version
from agentops_git.git.process import Git
from agentops_git.rules.changes.limits import counted
from agentops_git.rules.changes.model import Blob

Lines = Counter[bytes]


def changed_lines(
    git: Git, law: Constitution, changes: Sequence[Change], blobs: Mapping[str, Blob]
) -> list[int | None]:
    """For each change the lines added and removed in text files that limits count.

    A line that only moves within its file is neither. None where the law sets no limit.
    """
    guardrails = law.guardrails
    if guardrails is None or not guardrails.limits.lines:
        return [None] * len(changes)
    with Batch(git) as batch:
        return [_of_change(batch, change, guardrails, blobs) for change in changes]


def _of_change(
    batch: Batch, change: Change, guardrails: Guardrails, blobs: Mapping[str, Blob]
) -> int:
    most, total = guardrails.limits.lines, 0
    for file in change.files:
        blob = blobs.get(file.after.id)
        if counted(file.path, guardrails) and not (blob and blob.binary):
            total += _of_file(batch, file)
            if total > most * 10:  # far too many: how far is nobody's question
                break
    return total


def _of_file(batch: Batch, file: FileChange) -> int:
    new = _lines(batch, file.after)
    counts = [_between(_lines(batch, old), new) for old in file.before]
    return min(counts, default=new.total())


def _between(old: Lines, new: Lines) -> int:
    return (new - old).total() + (old - new).total()


def _lines(batch: Batch, version: Version) -> Lines:
    found = batch.contents(version.id) if version.blob else None
    return Counter(found.data.removesuffix(b"\n").split(b"\n") if found and found.data else ())
