"""Ids of learnings, improvements and patterns: functions of their text alone (docs/format.md)."""

import re
from collections.abc import Iterable
from typing import Literal, NewType

from agentops_git.errors import UsageError

LearningId = NewType("LearningId", str)
ImprovementId = NewType("ImprovementId", str)
PatternId = NewType("PatternId", str)

SHORT = 12
SHORTEST_PREFIX = 8

# Full stop, comma, semicolon, colon, exclamation and question mark, ellipsis, and what
# stands for them in other scripts.
CLOSING = frozenset(
    ".,;:!?…‥"
    "。、，．：；！？｡､︒︐︑︓︔︕︖﹐﹑﹒﹔﹕﹖﹗"  # Chinese, Japanese, Korean
    "،؛؟۔٫"  # Arabic, Persian, Urdu
    "।॥"  # the scripts of India
    "\u037e·"  # Greek question mark and ano teleia
    "։՜՝՞"  # Armenian
    "።፣፤፥፦፧"  # Ethiopic
    "׃"  # Hebrew
    "၊။"  # Burmese
    "។៕៖"  # Khmer
    "།༎"  # Tibetan
    "᠂᠃"  # Mongolian
    "‼⁇⁈⁉‽"
)

_SCORE = re.compile(
    r"\(\s*(?:impact\s*(?P<impact>[1-9]|10)\s*(?:,\s*effort\s*(?P<effort>[1-9]|10)\s*)?"
    r"|effort\s*(?P<effort2>[1-9]|10)\s*(?:,\s*impact\s*(?P<impact2>[1-9]|10)\s*)?)\)",
    re.I,
)
_LOOSE = re.compile(r"none(?:\s+[-–—]+|\s*[:;—])\s+\S", re.I)
_NONE = re.compile(r"none(?:\s*\((?P<reason>(?:[^()]|\([^()]*\))*)\))?", re.I)


def _nfkc(text: str) -> str:
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFKC", text)


def _end(text: str, end: int) -> int:
    """Where the text ends without closing punctuation and white space."""
    while end and (text[end - 1] in CLOSING or text[end - 1].isspace()):
        end -= 1
    return end


def _score(text: str, end: int) -> re.Match[str] | None:
    """The score suffix that ends at ``end``."""
    start = text.rfind("(", 0, end)
    return _SCORE.fullmatch(text, start, end) if start >= 0 else None


def _core(text: str, scored: bool) -> str:
    end = _end(text, len(text))
    while scored and (match := _score(text, end)):
        end = _end(text, match.start())
    folded = _nfkc(_nfkc(text[:end]).casefold())
    return " ".join(folded.split())


def _digest(text: str, scored: bool) -> str:
    from hashlib import sha256  # 3 ms that a hook which needs no id does not pay

    core = _core(text, scored)
    if not core:
        raise ValueError(f"nothing is left of {text!r} once its punctuation is removed")
    return sha256(core.encode("utf-8", "surrogatepass")).hexdigest()


def learning_id(text: str) -> LearningId:
    """The id of a learning: ``lrn-`` and 64 hex digits; ValueError where no text is left."""
    return LearningId("lrn-" + _digest(text, scored=False))


def improvement_id(text: str) -> ImprovementId:
    """The id of an improvement or a ``Not-tested`` item; its score suffix does not count."""
    return ImprovementId("imp-" + _digest(text, scored=True))


def pattern_id(first: LearningId) -> PatternId:
    """The id of the pattern whose first learning is ``first``."""
    return PatternId("pat-" + first.removeprefix("lrn-"))


def short(full: str) -> str:
    """The id as people see it: the kind and 12 digits."""
    kind, _, digits = full.partition("-")
    return f"{kind}-{digits[:SHORT]}"


def resolve_prefix(prefix: str, ids: Iterable[str]) -> str:
    """The one id that begins with ``prefix`` (8 digits or more, the kind may be left out).

    UsageError where none or several do; the candidates are named.
    """
    wanted = prefix.strip().lower()
    digits = wanted.rpartition("-")[2]
    if len(digits) < SHORTEST_PREFIX or not re.fullmatch(r"(?:(?:lrn|imp|pat)-)?[0-9a-f]+", wanted):
        raise UsageError(f"{prefix!r} is no id; give lrn-, imp- or pat- and at least 8 hex digits")
    found = sorted({one for one in ids if one.startswith(wanted) or one[4:].startswith(wanted)})
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no id begins with {prefix}")
    raise UsageError(f"{prefix} is ambiguous; it may be {' or '.join(_told_apart(found))}")


def _told_apart(found: list[str]) -> list[str]:
    """The candidates, each cut where it differs from the others."""
    for width in range(SHORTEST_PREFIX, len(found[0])):
        cut = [one[: 4 + width] for one in found]
        if len({one[4:] for one in cut}) == len(found):
            return cut
    return found


def is_none(value: str) -> Literal["bare", "reasoned", "loose"] | None:
    """Whether a value says that there is nothing to say: ``none``, or ``none (REASON)``.

    "loose": the reason follows a dash or a colon instead.
    """
    flat = _nfkc(value)
    match = _NONE.fullmatch(flat, 0, _end(flat, len(flat)))
    if not match:
        return "loose" if _LOOSE.match(flat) else None
    reason = match["reason"] or ""
    return "reasoned" if _end(reason, len(reason)) else "bare"


def score_of(value: str) -> tuple[str, int | None, int | None]:
    """Split ``text (impact 1-10, effort 1-10)`` into its parts; None for what is not given."""
    match = _score(value, _end(value, len(value)))
    if not match:
        return value, None, None
    impact = match["impact"] or match["impact2"]
    effort = match["effort"] or match["effort2"]
    text = value[: match.start()].rstrip()
    return text, int(impact) if impact else None, int(effort) if effort else None
