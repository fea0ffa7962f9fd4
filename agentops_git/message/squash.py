"""Squash bodies: git's own, with its records set in, and the hosts' lists of ``* subject``."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.message.labels import label_at
from agentops_git.message.subject import GITS_OWN_SQUASH

_HEADER = re.compile(
    r"commit [0-9a-f]{40,64}\b|Merge: |Author: |Date: |AuthorDate: |Commit: |CommitDate: "
)
_COMMIT = re.compile(r"commit ([0-9a-f]{40,64})\b")
_REVERTS = re.compile(r"    This reverts commit ([0-9a-f]{7,64})\b")
_HOSTS_TITLE = re.compile(r"\([#!]\d+\)\s*$|\(pull request #\d+\)|^Merged? ")
_RULE = re.compile(r"-{9}\s*$")


class Unsquashed(NamedTuple):
    """The lines of a message with the titles of squashed commits blanked and their text set out."""

    lines: Sequence[str]
    squashed: tuple[range, ...]

    def holds(self, line: int) -> bool:
        """Whether that line was part of a squashed commit."""
        return any(line in part for part in self.squashed)


def unsquash(lines: Sequence[str], title_end: int) -> Unsquashed:
    """Find the squashed commits of a message whose title ends at ``title_end``."""
    for at, line in enumerate(lines):
        if line.rstrip() == GITS_OWN_SQUASH:
            return _gits_own(lines, at + 1)
    return _hosts(lines, title_end)


def _gits_own(lines: Sequence[str], start: int) -> Unsquashed:
    out, at, in_title = list(lines), start, True
    while at < len(lines):
        line = lines[at]
        if _HEADER.match(line):
            out[at], in_title = "", True
        elif line.startswith("    "):
            out[at] = "" if in_title else line[4:]
            in_title = in_title and not _title_ends(lines, at)
        elif line.strip():
            break
        at += 1
    _blank_undone(lines, out, range(start, at))
    return Unsquashed(out, (range(start, at),))


def _blank_undone(lines: Sequence[str], out: list[str], part: range) -> None:
    """Blank what a commit says that a later one of them reverts; git lists the latest first."""
    undone: set[str] = set()
    stands = True
    for at in part:
        if header := _COMMIT.match(lines[at]):
            stands = undone.isdisjoint(header[1][:size] for size in range(7, 65))
        elif not stands:
            out[at] = ""
        elif reverts := _REVERTS.match(lines[at]):
            undone.add(reverts[1])


def _title_ends(lines: Sequence[str], at: int) -> bool:
    return at + 1 >= len(lines) or not lines[at + 1].strip()


def _hosts(lines: Sequence[str], title_end: int) -> Unsquashed:
    subjects = [at for at in range(title_end, len(lines)) if _is_subject(lines, at)]
    if not subjects:
        return Unsquashed(lines, ())
    end = next((at for at in range(subjects[0], len(lines)) if _RULE.match(lines[at])), len(lines))
    subjects = [at for at in subjects if at < end]
    if not _from_a_host(lines, title_end, subjects, end):
        return Unsquashed(lines, ())
    out = list(lines)
    for at in subjects:
        out[at] = ""
    return Unsquashed(out, (range(subjects[0], end),))


def _is_subject(lines: Sequence[str], at: int) -> bool:
    """``* subject`` alone in its paragraph, and no label."""
    if not lines[at].startswith("* ") or label_at(lines[at]):
        return False
    return not lines[at - 1].strip() and _title_ends(lines, at)


def _from_a_host(lines: Sequence[str], title_end: int, subjects: list[int], end: int) -> bool:
    """A host's title, its rule, or two subjects with records: a list in prose has none of these."""
    if end < len(lines) or any(_HOSTS_TITLE.search(line) for line in lines[:title_end]):
        return True
    stops = [*subjects[1:], end]
    return sum(map(_holds_label, [lines] * len(stops), subjects, stops)) > 1


def _holds_label(lines: Sequence[str], start: int, stop: int) -> bool:
    return any(label_at(lines[at]) for at in range(start + 1, stop))
