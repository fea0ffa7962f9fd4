"""The records of several commits as one: what a squash must say that its message does not."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.message.ids import is_none
from agentops_git.message.keys import CANONICAL, KEYS
from agentops_git.message.model import Entry, Trailer

MOST = 1_000
"""How many lines one squash adds at most, and how many columns a joined value takes."""

_REPEATABLE = tuple(key.name for key in KEYS if key.repeats)
_SINGLE = tuple(key.name for key in KEYS if not key.repeats)
_SCALES = {
    "Confidence": ("low", "medium", "high"),
    "Scope-risk": ("wide", "moderate", "narrow"),
    "Reversibility": ("irreversible", "migration-needed", "clean"),
}
"""Each scale, the most cautious step first."""
_CHOSEN = frozenset((*_SCALES, "Expires", "Session", "Phase"))
"""Of these one value counts; the values of the other keys that stand once are joined."""

Values = dict[str, list[str]]


class Union(NamedTuple):
    """What puts a message right: trailers it lacks, in the order of the keys, and its own
    (canonical key, value) that give way to them, in its block or, where git pasted them, above.
    ``left_out`` counts what is too much."""

    added: tuple[Trailer, ...]
    gone: frozenset[Trailer] = frozenset()
    left_out: int = 0


def unite(
    own: Sequence[Entry], records: Sequence[Sequence[Entry]], melded: Sequence[Entry] | None = None
) -> Union:
    """Unite the trailers of a message with the records of the commits that went into it.

    ``records`` are in the order of the commits, oldest first. The message's own value of a
    key that stands once stands. But where git put the message together out of several and
    nobody has written it yet, ``melded`` holds all its entries, and its values are united.
    """
    mine, theirs = _values(own), [_values(record) for record in records]
    stated = mine if melded is None else _values(melded)
    wanted = {key: _single(key, stated, theirs, melded is not None) for key in _SINGLE}
    apart = any(mine.get(key, said) != said for key, said in wanted.items())
    wanted |= {key: _repeated(key, [stated, *theirs]) for key in _REPEATABLE}

    def stays(key: str, value: str) -> bool:
        return not apart and value in wanted[key] and value in mine.get(key, ())

    def held(key: str, value: str) -> bool:
        return key in _CHOSEN or any(value in said for said in wanted[key])

    gone = [Trailer(k, v) for k, said in mine.items() for v in said if not stays(k, v)]
    pasted = [Trailer(k, v) for k in _SINGLE for v in stated.get(k, ()) if not stays(k, v)]
    gone += [trailer for trailer in pasted if held(*trailer)]
    added = [Trailer(k.name, v) for k in KEYS for v in wanted[k.name] if not stays(k.name, v)]
    return Union(tuple(added[:MOST]), frozenset(gone), max(0, len(added) - MOST))


def _values(entries: Iterable[Entry]) -> Values:
    """The distinct values of each canonical key, in order, each on one line."""
    found: Values = {}
    for entry in entries:
        value = " ".join(entry.value.split())
        if value and CANONICAL.get(entry.key.lower()) == entry.key:
            found.setdefault(entry.key, []).append(value)
    return {key: list(dict.fromkeys(values)) for key, values in found.items()}


def _repeated(key: str, records: Iterable[Values]) -> list[str]:
    """The union, in order, each once; ``none (REASON)`` only where no real learning remains."""
    values = list(dict.fromkeys(value for record in records for value in record.get(key, ())))
    if key != "Learning":
        return values
    real = [value for value in values if not is_none(value)]
    return real or [value for value in values if is_none(value) != "bare"][:1]


def _single(key: str, stated: Values, theirs: list[Values], melded: bool) -> list[str]:
    """The value of a key that stands once, as a list; empty where none would be true of all."""
    said = stated.get(key, [])
    if said and not melded:
        return said
    values = said or list(dict.fromkeys(v for record in theirs for v in record.get(key, ())))
    if not values:
        return []
    if key == "Expires":
        return [max(values)] if _all_expire([stated, *theirs]) else []
    if key in _SCALES:
        return [min(values, key=lambda value: _caution(_SCALES[key], value))]
    if key == "Session":
        return values if len(values) == 1 else []
    return values[-1:] if key == "Phase" else [_joined(values)]


def _all_expire(records: Iterable[Values]) -> bool:
    return all(record.get("Expires") for record in records if record.get("Learning"))


def _caution(scale: tuple[str, ...], value: str) -> int:
    words = value.lower().split(None, 1)
    return scale.index(words[0]) if words[0] in scale else len(scale)


def _joined(values: list[str]) -> str:
    """Joined with semicolons, each part once; what takes too much room is counted."""
    if len(values) == 1:
        return values[0]
    parts = list(dict.fromkeys(part for value in values for part in value.split("; ")))
    size = 0
    for at, part in enumerate(parts):
        size += len(part) + 2
        if at and size > MOST:
            return f"{'; '.join(parts[:at])}; and {len(parts) - at} more"
    return "; ".join(parts)
