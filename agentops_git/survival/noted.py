"""What notes say of some commits: lines of learnings, and plain text."""

import re
from collections.abc import Collection, Iterable, Mapping

from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.message.model import Entry
from agentops_git.message.record import read_note
from agentops_git.notes.line import Body, entries_of
from agentops_git.notes.read import read_bodies, read_lines, tip_of
from agentops_git.notes.refs import TEXT_REF, ref_of

Noted = dict[str, list[Entry]]

_PICKED = re.compile(r"^\(cherry picked from commit ([0-9a-f]{40,64})\)\s*$", re.M)


class Notes:
    """All notes that state records: lines, and texts, by the object that they hang on."""

    def __init__(self, git: Git) -> None:
        lines, texts = tip_of(git, ref_of("learnings")), tip_of(git, TEXT_REF)
        self.lines: Mapping[str, Body] = read_lines(git, lines) if lines else {}
        self.texts: Mapping[str, str] = dict(read_bodies(git, texts)) if texts else {}

    def of(self, objects: Iterable[str]) -> list[Entry]:
        """What is noted on some objects, the lines first."""
        wanted = list(dict.fromkeys(objects))
        bodies = (self.lines[oid] for oid in wanted if oid in self.lines)
        said = [entry for body in bodies for line in body.lines for entry in entries_of(line)]
        texts = (self.texts[oid] for oid in wanted if oid in self.texts)
        return [*said, *(entry for text in texts for entry in read_note(text))]


def noted_entries(git: Git, commits: Collection[str]) -> Noted:
    """Commit to the entries of the notes on it, grade ``noted``; those without are left out."""
    notes = Notes(git)
    found = {commit: notes.of([commit]) for commit in commits}
    return {commit: entries for commit, entries in found.items() if entries}


def noted_of_changes(git: Git, messages: Mapping[str, str]) -> Noted:
    """The same by what the commits change, given their messages: notes of the commits that they
    were picked from (``-x``), or that a line holds the same patch-id of, count as well.

    A text note on a copy that neither tells of is not found.
    """
    notes = Notes(git)
    copies = _by_patch(notes, git, [*messages])
    found = {
        commit: notes.of([commit, *_PICKED.findall(message), *copies.get(commit, ())])
        for commit, message in messages.items()
    }
    return {commit: entries for commit, entries in found.items() if entries}


def _by_patch(notes: Notes, git: Git, commits: list[str]) -> dict[str, list[str]]:
    """Commit to the objects that have a line written for them, with the commit's patch-id."""
    objects: dict[str, list[str]] = {}
    for oid, body in notes.lines.items():
        for patch in {line.patch_id for line in body.lines if line.patch_id and line.commit == oid}:
            objects.setdefault(patch, []).append(oid)
    patches = patch_ids(git, commits) if objects else {}
    return {one: objects[patch] for one, patch in patches.items() if patch in objects}
