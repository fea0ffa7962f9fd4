"""Lines that are never a record: fences, indented code, quotations, diffs."""

import re
from collections.abc import Sequence

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_OR_QUOTE = re.compile(r" {4}| {0,3}\t| {0,3}>")
_DIFF = re.compile(r"diff --git |@@ -\d|Index: \S|\+\+\+ \S")
_IN_DIFF = re.compile(
    r"[-+ @\\]|diff --git |index [0-9a-f]|(?:new|deleted) file |old mode |new mode |similarity "
    r"|rename |copy |Binary |GIT binary |Index: |=====|\r?$"
)


def hidden_from(lines: Sequence[str], at: int, stop: int) -> int:
    """Where the hidden lines that begin at ``at`` end; ``at`` itself where none do."""
    line = lines[at]
    if fence := _FENCE.match(line):
        return _after_fence(lines, at + 1, stop, fence[1])
    if _DIFF.match(line) or (line.startswith("--- ") and _next_is_new_file(lines, at + 1, stop)):
        return _after_diff(lines, at + 1, stop)
    return at + 1 if _CODE_OR_QUOTE.match(line) else at


def _after_fence(lines: Sequence[str], at: int, stop: int, mark: str) -> int:
    """An open fence hides the rest, as it does where Markdown is shown."""
    while at < stop:
        at += 1
        if lines[at - 1].strip().startswith(mark) and not lines[at - 1].strip().strip(mark[0]):
            break
    return at


def _next_is_new_file(lines: Sequence[str], at: int, stop: int) -> bool:
    return at < stop and lines[at].startswith("+++ ")


def _after_diff(lines: Sequence[str], at: int, stop: int) -> int:
    while at < stop and _IN_DIFF.match(lines[at]):
        at += 1
    return at
