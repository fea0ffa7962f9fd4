"""The rules of a repository's own: a regular expression that a line must not match."""

import re
import signal
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import NoReturn

from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import GuardRule
from agentops_git.rules.contents.model import Hit, mark_of

SECONDS = 2.0
"""CPU seconds that a rule has for everything one run searches, before its share for each MiB."""
SECONDS_PER_MIB = 1.0

_left: dict[GuardRule, float] = {}  # across files: a rule just fast enough for each adds up


class _OutOfTime(Exception):
    """The timer went off."""


def judge_lines(path: str, text: str, rules: Iterable[GuardRule]) -> Iterator[Hit]:
    """The lines of a text that match a rule, each once; G019 for a rule that takes too long."""
    for rule in rules:
        if not rule.paths or any_path_matches(rule.paths, path):
            yield from _judged(rule, text)


def _judged(rule: GuardRule, text: str) -> tuple[Hit, ...]:
    left = _left.get(rule, SECONDS)
    if left > 0:
        found = _within(rule, text, left + SECONDS_PER_MIB * len(text) / 2**20)
        if found is not None:
            return found
    said = f"{rule.code} takes too long to match, so nothing shows that this text keeps it"
    mark = mark_of(rule.code.encode(), text.encode("utf-8", "surrogatepass"))
    return (Hit("G019", 0, said, mark, "write the rule without nested repetition"),)


def _within(rule: GuardRule, text: str, seconds: float) -> tuple[Hit, ...] | None:
    """What matches, or None where the time ran out or no timer can be set, as off the main thread.

    CPU time, so that a busy machine refuses nothing.
    """
    try:
        before = signal.signal(signal.SIGVTALRM, _stop)
    except ValueError:
        return None
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        found = _matches(rule, text)
        _left[rule] = min(SECONDS, signal.setitimer(signal.ITIMER_VIRTUAL, 0)[0])
    except _OutOfTime:
        _left[rule] = 0.0
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return found


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise _OutOfTime


def _matches(rule: GuardRule, text: str) -> tuple[Hit, ...]:
    search = re.compile(rule.match).search
    found: dict[str, Hit] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if search(line) and line not in found:
            mark = mark_of(rule.code.encode(), line.encode("utf-8", "surrogatepass"))
            found[line] = Hit(rule.code, number, rule.message, mark, rule.suggestion)
    return tuple(found.values())
