"""Label lines in the text of a message: how they look, how far their values reach."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from agentops_git.message.dialects import KNOWN, TERM_OF, WRAPPING, reads_as
from agentops_git.message.hidden import hidden_from
from agentops_git.message.keys import REPEATABLE

Form = Literal["line", "loose", "section"]


class Label(NamedTuple):
    """One label in ``lines[start:stop]``.

    ``form``: a ``line`` is ``Key: value`` in one paragraph; ``loose`` has a bullet, bold type,
    an indent or a wide colon; a ``section`` has its value in the paragraphs that follow.
    """

    start: int
    stop: int
    key: str
    values: tuple[str, ...]
    form: Form


_LABEL = re.compile(
    r"(?P<lead>(?:[-*+•][ \t]+| ?)(?:\*\*|__)?)(?P<key>[A-Za-z][A-Za-z-]*+)[ \t]*"
    r"(?:(?P<colon>:(?:\*\*|__)|(?:\*\*|__):|：)[ \t]*|:(?=\s|$|[^\x00-\x7f]))"
)
_HEADING = re.compile(
    r" {0,3}#{1,6}[ \t]+(?:\*\*|__)?(?P<key>[A-Za-z][A-Za-z-]*+)(?:\*\*|__)?:?[ \t]*#*\s*$"
)
_ANY_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_FOREIGN = re.compile(r"(?:[A-Z][A-Za-z0-9]*|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)[ \t]*:(?:\s|$)")
_ENDS_VALUE = re.compile(
    r"BREAKING[ -]CHANGE\b|#{1,6}(?:\s|$)|>|\[[\w .-]+: |```|~~~|diff --git "
    r"|\(cherry picked from commit |(?:-{3,}|\*{3,}|_{3,})\s*$"
    r"|[\u2600-\u27bf\u2b50\U0001f000-\U0001faff]"
    r"|(?i:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|see):?[ \t]+(?:[\w.-]+/[\w.-]+)?#\d"
)
_GITS_OWN = re.compile(
    r"[A-Za-z-]+-by:\s|(?:Change-Id|Cc|Link|Fixes|Closes|Refs):\s|\(cherry picked from commit "
)
"""Trailers that git and its hosts write."""
_OPENS = re.compile(
    r" {0,3}(?:[-*+•][ \t]|\d+[.)][ \t]|#)|[\u2600-\u27bf\U0001f000-\U0001faff]"
    r"|BREAKING[ -]CHANGE\b|(?:[A-Z][A-Za-z0-9]*|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)[ \t]*:(?:\s|$)"
)
"""A line that is no running prose: a label may stand under what it opens."""
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；)\]`*_\u2600-\u27bf\U0001f000-\U0001faff]")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\s*$")
_NO_HEADING = 7
_GENERATED = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff]\S*[ \t]+\w+ (?:with|by)\b")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+")


def label_at(line: str) -> re.Match[str] | None:
    """The label that the line begins with, if its key is ours or a dialect's."""
    match = _LABEL.match(line)
    return match if match and match["key"].lower() in KNOWN else None


def find_labels(lines: Sequence[str], start: int, stop: int) -> Iterator[Label]:
    """Give the labels of a text in order; hidden lines hold none."""
    at, above, opened = start, "", False
    while at < stop:
        line = lines[at]
        if not line.strip():
            at, above, opened = at + 1, "", False
        elif (after := hidden_from(lines, at, stop)) > at:
            at, above = after, ""
        elif label := _heading(lines, at, stop) or _label(lines, at, stop, above, opened):
            yield label
            at, above, opened = label.stop, "", True
        elif (after := gits_own_end(lines, at, stop)) > at:
            at, above, opened = after, "", True
        else:
            at, above, opened = at + 1, line, opened or _OPENS.match(line) is not None


def gits_own_end(lines: Sequence[str], at: int, stop: int) -> int:
    """Where one of git's own trailers that begins at ``at`` ends; ``at`` where none does."""
    if not _GITS_OWN.match(lines[at]):
        return at
    at += 1
    while at < stop and lines[at].strip() and lines[at][0] in " \t":
        at += 1
    return at


def value_end(lines: Sequence[str], at: int, stop: int, key: str) -> int:
    """Where the value ends that goes on at ``at``: the next label, or a blank line.

    What holds a name, an id or a step of a scale goes on only where it is set in.
    """
    wraps = key.lower() in WRAPPING
    while at < stop and lines[at].strip():
        if lines[at][0] not in " \t" and (not wraps or _ends_value(lines[at], key)):
            break
        at += 1
    return at


def _ends_value(line: str, key: str) -> bool:
    if _ENDS_VALUE.match(line) or _FOREIGN.match(line):
        return True
    match = label_at(line)
    return match is not None and (key[0].islower() or match["key"][0].isupper())


def _label(lines: Sequence[str], at: int, stop: int, above: str, opened: bool) -> Label | None:
    match = label_at(lines[at])
    if not match or not _may_stand(match, above, opened) or _is_data(lines, at, match["key"]):
        return None
    key, end = match["key"], value_end(lines, at + 1, stop, match["key"])
    loose = bool(match["lead"] or match["colon"])
    listed = _ITEM.match(lines[at]) is not None
    if listed:
        end = _item_end(lines, at + 1, end)
    value = joined([lines[at][match.end() :], *lines[at + 1 : end]])
    label = Label(at, end, key, (value,), "loose" if loose else "line")
    opens = not value or value.endswith((":", "：")) or _goes_on(lines, at, end, stop, match)
    if opens and not listed:
        return _section(lines, label, stop)
    return label if value and reads_as(key, value) else None


def _may_stand(match: re.Match[str], above: str, opened: bool) -> bool:
    """Whether this is a label under that line, and not a word of a sentence.

    ``opened``: the paragraph has shown already that it is not running prose.
    """
    key = match["key"]
    if not above or "-" in key or "*" in match["lead"]:
        return True
    if not key[0].isupper():
        return False
    return opened or _SENTENCE_END.match(above.rstrip()[-1:]) is not None


def _is_data(lines: Sequence[str], at: int, key: str) -> bool:
    """Whether the paragraph above announces this one and the key is small: ``context: prod``."""
    if not at or key[0].isupper() or lines[at - 1].strip():
        return False
    above = at - 1
    while above and not lines[above].strip():
        above -= 1
    return lines[above].rstrip().endswith((":", "：")) and not label_at(lines[above])


def _item_end(lines: Sequence[str], at: int, end: int) -> int:
    while at < end and not _ITEM.match(lines[at]):
        at += 1
    return at


def _heading(lines: Sequence[str], at: int, stop: int) -> Label | None:
    match = _HEADING.match(lines[at])
    key = match["key"] if match and match["key"].lower() in TERM_OF else _singular(match)
    if not key:
        return None
    values = _section_values(lines, at + 1, stop, key, _level(lines[at]))
    return Label(at, at + 1, key, values, "section") if values else None


def _singular(match: re.Match[str] | None) -> str:
    """``Learnings`` over a section is ``Learning``."""
    key = match["key"].removesuffix("s") if match else ""
    return key if key.lower() in TERM_OF else ""


def _goes_on(lines: Sequence[str], at: int, end: int, stop: int, label: re.Match[str]) -> bool:
    """Whether the next paragraph belongs to the one above: it is set in, or the label stands
    alone over running text, which goes on."""
    while end < stop and not lines[end].strip():
        end += 1
    if end >= stop or label_at(lines[end]):
        return False
    alone = not lines[at][label.end() :].strip() and not _ITEM.match(lines[at + 1])
    return lines[end][0] in " \t" or (alone and _is_running(lines[end]))


def _is_running(line: str) -> bool:
    return not (_OPENS.match(line) or _ENDS_VALUE.match(line) or _GITS_OWN.match(line))


def _section(lines: Sequence[str], label: Label, stop: int) -> Label | None:
    """A label whose value is, or goes on in, the paragraphs below it."""
    key, value = label.key, label.values[0]
    wraps = key.lower() in WRAPPING
    below = _section_values(lines, label.stop, stop, key, _NO_HEADING) if wraps else ()
    if not below:
        return label if value and reads_as(key, value) else None
    values = (joined([value, *below]),) if value else below
    return label._replace(values=values, form="section")


def _level(line: str) -> int:
    return len(line.strip()) - len(line.strip().lstrip("#"))


def _section_values(
    lines: Sequence[str], at: int, stop: int, key: str, level: int
) -> tuple[str, ...]:
    """The text down to the next heading, label or signature; its parts where the key repeats."""
    paragraphs: list[list[str]] = [[]]
    while at < stop and not _ends_section(lines[at], level):
        if (after := hidden_from(lines, at, stop)) > at:
            at = after
            continue
        if not lines[at].strip() or _ANY_HEADING.match(lines[at]) or _RULE.match(lines[at]):
            paragraphs.append([])
        else:
            paragraphs[-1].append(lines[at])
        at += 1
    return _values([lines for lines in paragraphs if lines], key)


def _ends_section(line: str, level: int) -> bool:
    if _ANY_HEADING.match(line):
        return _level(line) <= level
    if _GENERATED.match(line) or _GITS_OWN.match(line):
        return True
    match = label_at(line)
    if level < _NO_HEADING:
        return match is not None and not match["lead"]
    return match is not None or _FOREIGN.match(line) is not None


def _values(paragraphs: list[list[str]], key: str) -> tuple[str, ...]:
    if TERM_OF[key.lower()].key not in REPEATABLE:
        whole = joined([line for lines in paragraphs for line in lines])
        return (whole,) if whole else ()
    return tuple(value for lines in paragraphs for value in _items(lines))


def _items(lines: list[str]) -> Iterator[str]:
    """The items of a list, or the paragraph whole."""
    starts = [at for at, line in enumerate(lines) if _ITEM.match(line)]
    if not starts or starts[0]:
        starts = [0]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        item = _ITEM.match(lines[start])
        first = lines[start][item.end() :] if item else lines[start]
        yield joined([first, *lines[start + 1 : stop]])


def joined(parts: Sequence[str]) -> str:
    """The parts on one line, without bold marks."""
    return " ".join(text for part in parts if (text := part.replace("**", "").strip()))
