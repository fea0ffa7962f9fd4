"""What notes say of some commits: lines of learnings, and plain text."""

from collections.abc import Collection

from agentops_git.git.process import Git
from agentops_git.message.model import Entry
from agentops_git.message.record import read_note
from agentops_git.notes.line import entries_of
from agentops_git.notes.read import read_bodies, read_lines, tip_of
from agentops_git.notes.refs import TEXT_REF, ref_of

Noted = dict[str, list[Entry]]


def noted_entries(git: Git, commits: Collection[str]) -> Noted:
    """Commit to the entries of its notes, grade ``noted``; commits without any are left out."""
    wanted, found = frozenset(commits), Noted()
    if tip := tip_of(git, ref_of("learnings")):
        for oid, body in read_lines(git, tip).items():
            if oid in wanted:
                found[oid] = [entry for line in body.lines for entry in entries_of(line)]
    if tip := tip_of(git, TEXT_REF):
        for oid, text in read_bodies(git, tip):
            if oid in wanted:
                found.setdefault(oid, []).extend(read_note(text))
    return found
