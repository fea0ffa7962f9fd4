"""T008: values that have a form: dates, scales, ids, scores, exemptions."""

import re
from collections.abc import Callable

from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry
from agentops_git.rules.model import OURS, OWN_WORDS, Case, Flaw
from agentops_git.rules.text import nearest, quoted

SCALES = {
    "Confidence": ("low", "medium", "high"),
    "Scope-risk": ("narrow", "moderate", "wide"),
    "Reversibility": ("clean", "migration-needed", "irreversible"),
    "Phase": ("research", "plan", "implement", "learn"),
}
_ID = re.compile(r"(?:imp|lrn)-[0-9a-f]{8,64}", re.I)
_REFERENCE = re.compile(r"\S*#\d+|\S+://\S+|[A-Z][A-Z0-9]+-\d+")
"""What hosts close with a key of the same name: ``#12``, ``rhbz#12``, a URL, ``ABC-12``."""
_DATE = re.compile(r"(\d{4})\D?(\d\d)\D?(\d\d)", re.A)
_TIME = r"[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"
_EXEMPTION = re.compile(rf"[A-Z]\d{{3}} until (\d{{4}}-\d\d-\d\d)(?:{_TIME})?: *\S", re.A)
_SCORE = re.compile(r"\(\s*(?:impact|effort)\b[^()]*\)$", re.I)
_PART = re.compile(r"\s*(impact|effort)\s*[:= ]?\s*(\d{1,9})(?:\s*/\s*10)?\s*", re.I | re.A)
_LONGEST = 300

_OWN_FORM = ("agentops", "other")
"""Ours, and what the reader could not place because it has no form of ours."""

Wrong = tuple[str, str]
"""What is wrong with a value, and the value that was probably meant."""


def check_values(case: Case) -> tuple[Flaw, ...]:
    """Check each value that has a form; a dialect's values keep the dialect's own form."""
    found = []
    for entry in case.record.entries:
        if entry.key not in _FREE and (wrong := _wrong(entry)):
            found.append(_flaw(entry, *wrong))
    return tuple(found)


def _wrong(entry: Entry) -> Wrong | None:
    judge = _FORMS.get(CANONICAL.get(entry.key.lower(), ""))
    own = entry.grade in OWN_WORDS and entry.dialect in _OWN_FORM
    return judge(entry.value) if judge and own and entry.value else None


def _flaw(entry: Entry, said: str, meant: str) -> Flaw:
    lines = "\n".join(f"{entry.key}: {value}" for value in meant.split("\n"))
    return Flaw(f"{entry.key} {said}", lines[:_LONGEST], entry.key, entry.line)


def _scale(steps: tuple[str, ...]) -> Callable[[str], Wrong | None]:
    def judge(value: str) -> Wrong | None:
        if value.lower() in steps:
            return None
        known = f"{', '.join(steps[:-1])} or {steps[-1]}"
        starts = [step for step in steps if step.startswith(value.lower()[:3])]
        meant = starts[0] if len(starts) == 1 else nearest(value[:40], steps)
        return f"is {known}, not {quoted(value, 40)}", meant or f"<{known}>"

    return judge


def _expires(value: str) -> Wrong | None:
    match = _DATE.fullmatch(value[:40])
    if match and is_date(value):
        return None
    meant = "-".join(match.groups()) if match else ""
    return (
        f"is a date as 2027-06-30, not {quoted(value, 40)}",
        meant if is_date(meant) else "<YYYY-MM-DD>",
    )


def is_date(text: str) -> bool:
    """Whether a text is a real day as YYYY-MM-DD."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.A)
    if not match:
        return False
    year, month, day = map(int, match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= days[month - 1]


def _id(kind: str, what: str) -> Callable[[str], Wrong | None]:
    def judge(value: str) -> Wrong | None:
        if _ID.fullmatch(value) and value[:3].lower() == kind:
            return None
        if _REFERENCE.match(value[:_LONGEST]):
            return None
        found = re.findall(r"\b(?:(?:imp|lrn)-?)?([0-9a-f]{8,64})\b", value[:_LONGEST], re.I)
        meant = "\n".join(f"{kind}-{digits.lower()}" for digits in found)
        said = f"is the id of {what}, {kind}- and 8 or more hex digits, not {quoted(value, 40)}"
        return said, meant or f"<{kind}-…>"

    return judge


def _rejected(value: str) -> Wrong | None:
    what, _, why = value.partition("|")
    if what.strip() and why.strip():
        return None
    return "is an alternative | the reason", f"{what.strip() or '<alternative>'} | <reason>"


def _exemption(value: str) -> Wrong | None:
    match = _EXEMPTION.match(value)
    if match and is_date(match[1]):
        return None
    rule = re.search(r"\b[A-Z]\d{3}\b", value[:_LONGEST])
    day = re.search(r"\d{4}-\d\d-\d\d", value[:_LONGEST], re.A)
    until = day[0] if day and is_date(day[0]) else "<YYYY-MM-DD>"
    reason = value.rpartition(": ")[2].strip() if ": " in value else "<reason>"
    return "is RULE until DATE: reason", f"{rule[0] if rule else '<RULE>'} until {until}: {reason}"


def _score(value: str) -> Wrong | None:
    score = _SCORE.search(value, max(0, len(value) - 80)) if value[-1:] == ")" else None
    if not score:
        return None
    given = [_PART.fullmatch(part) for part in score[0][1:-1].split(",")]
    parts = {part[1].lower(): int(part[2]) for part in given if part}
    well = len(parts) == len(given) and all(1 <= score <= 10 for score in parts.values())
    if well and re.fullmatch(r"[\w ,]+", score[0][1:-1]):
        return None
    clamped = ", ".join(
        f"{name} {min(max(parts[name], 1), 10) if name in parts else '<1-10>'}"
        for name in ("impact", "effort")
    )
    return (
        "has a score as (impact 1-10, effort 1-10)",
        f"{value[: score.start()].rstrip()} ({clamped})",
    )


def _assisted(value: str) -> Wrong | None:
    if re.match(r"[^\s:<>()\[\],;@]+(?::[^\s<>@]+)?(?: [^<>@\n]+)?$", value[:_LONGEST]):
        return None
    name = re.sub(r"<[^>]*>|\S*@\S*", "", value[:_LONGEST]).strip(" :,;")
    agent = "-".join(name.split()) or "<Agent:model>"
    return "is Agent[:model] [tools]", agent


_FORMS: dict[str, Callable[[str], Wrong | None]] = {
    **{key: _scale(steps) for key, steps in SCALES.items()},
    "Expires": _expires,
    "Resolves": _id("imp", "an improvement"),
    "Supersedes": _id("lrn", "a learning"),
    "Rejected": _rejected,
    "Exemption": _exemption,
    "Improvement": _score,
    "Assisted-by": _assisted,
}
_FREE = OURS - frozenset(_FORMS)
"""Keys whose values are free text."""
