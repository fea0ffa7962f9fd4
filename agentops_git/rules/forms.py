"""The forms of values: dates, scales, ids, scores, exemptions. Loaded where a key has one."""

import re
from collections.abc import Callable
from datetime import date

from agentops_git.rules.phrases import REASON
from agentops_git.rules.text import nearest, quoted

SCALES = {
    "Confidence": ("low", "medium", "high"),
    "Scope-risk": ("narrow", "moderate", "wide"),
    "Reversibility": ("clean", "migration-needed", "irreversible"),
    "Phase": ("research", "plan", "implement", "learn"),
}
_ID = r"(?:imp|lrn)-[0-9a-f]{8,64}"
_REFERENCE = r"\S*#\d+|\S+://\S+|[A-Z][A-Z0-9]+-\d+"
"""What hosts close with a key of the same name: ``#12``, ``rhbz#12``, a URL, ``ABC-12``."""
_DATE = r"(\d{4})\D?(\d\d)\D?(\d\d)"
_TIME = r"[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?"
_EXEMPTION = rf"[A-Z]\d{{3}} until (\d{{4}}-\d\d-\d\d)(?:{_TIME})?: *\S"
_SCORE = r"\(\s*(?:impact|effort)\b[^()]*\)$"
_PART = r"\s*(impact|effort)\s*[:= ]?\s*(\d{1,9})(?:\s*/\s*10)?\s*"
_LONGEST = 300

Wrong = tuple[str, str]
"""What is wrong with a value, and the value that was probably meant."""


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
    match = re.fullmatch(_DATE, value[:40], re.A)
    if match and is_date(value):
        return None
    meant = "-".join(match.groups()) if match else ""
    return (
        f"is a date as 2027-06-30, not {quoted(value, 40)}",
        meant if is_date(meant) else "<YYYY-MM-DD>",
    )


def is_date(text: str) -> bool:
    """Whether a text is a real day as YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.A):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _id(kind: str, what: str) -> Callable[[str], Wrong | None]:
    def judge(value: str) -> Wrong | None:
        if re.fullmatch(_ID, value, re.I) and value[:3].lower() == kind:
            return None
        if re.match(_REFERENCE, value[:_LONGEST]):
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
    return "is an alternative | the reason", f"{what.strip() or '<alternative>'} | {REASON}"


def _exemption(value: str) -> Wrong | None:
    match = re.match(_EXEMPTION, value, re.A)
    if match and is_date(match[1]):
        return None
    rule = re.search(r"\b[A-Z]\d{3}\b", value[:_LONGEST])
    day = re.search(r"\d{4}-\d\d-\d\d", value[:_LONGEST], re.A)
    until = day[0] if day and is_date(day[0]) else "<YYYY-MM-DD>"
    reason = value.rpartition(": ")[2].strip() if ": " in value else REASON
    return "is RULE until DATE: reason", f"{rule[0] if rule else '<RULE>'} until {until}: {reason}"


def _score(value: str) -> Wrong | None:
    score = re.search(_SCORE, value[-80:], re.I) if value[-1:] == ")" else None
    if not score:
        return None
    given = [re.fullmatch(_PART, part, re.I | re.A) for part in score[0][1:-1].split(",")]
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
        f"{value[: -len(score[0])].rstrip()} ({clamped})",
    )


def _assisted(value: str) -> Wrong | None:
    if re.match(r"[^\s:<>()\[\],;@]+(?::[^\s<>@]+)?(?: [^<>@\n]+)?$", value[:_LONGEST]):
        return None
    name = re.sub(r"<[^>]*>|\S*@\S*", "", value[:_LONGEST]).strip(" :,;")
    agent = "-".join(name.split()) or "<Agent:model>"
    return "is Agent[:model] [tools]", agent


FORMS: dict[str, Callable[[str], Wrong | None]] = {
    **{key: _scale(steps) for key, steps in SCALES.items()},
    "Expires": _expires,
    "Resolves": _id("imp", "an improvement"),
    "Supersedes": _id("lrn", "a learning"),
    "Rejected": _rejected,
    "Exemption": _exemption,
    "Improvement": _score,
    "Assisted-by": _assisted,
}
