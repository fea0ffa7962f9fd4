"""Evidence: what running a gate's command on one tree gave, as a line of notes says it."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.guards import Gate
from agentops_git.notes.line import Line

KIND = "gates"
_TEXTS = ("gate", "command", "finished", "place", "output", "signature")


class Evidence(NamedTuple):
    """One run of a gate, which came to an end by itself or was ended.

    ``exit`` is None where the time was up. ``seconds`` is how long it ran, ``finished`` when it
    ended (RFC 3339 UTC with milliseconds). ``place`` is ``in place`` or ``checkout``.
    ``changed``: tracked files that the command changed, for which it counts as failed.
    ``tools`` maps programs to what they say of their version. ``base`` is the commit that the
    change was compared with. ``output`` is the end of what a failed run printed. ``signature``
    is armored, over all other fields and the tree. ``by`` is who ran it, and stands in the line
    itself, not among its fields.
    """

    gate: str
    command: str
    exit: int | None
    seconds: float
    finished: str
    place: str
    changed: tuple[str, ...] = ()
    tools: Mapping[str, str] = {}
    base: str | None = None
    output: str = ""
    signature: str = ""
    by: str = ""

    @property
    def passed(self) -> bool:
        """Whether the command ended well and left the tree as it was."""
        return self.exit == 0 and not self.changed

    @property
    def outcome(self) -> str:
        """How it ended, in a few words."""
        if self.exit is None:
            return f"was still running after {self.seconds:.0f} s"
        if self.exit == 0 and self.changed:
            return f"changed {self.changed[0]}" + (" and others" if self.changed[1:] else "")
        how = f"was killed by signal {-self.exit}" if self.exit < 0 else f"exited {self.exit}"
        return f"{how} after {self.seconds:.1f} s"


def fields_of(evidence: Evidence) -> dict[str, object]:
    """The fields of its line; what is empty is left out."""
    kept = evidence._asdict()
    del kept["by"]
    found = {name: value for name, value in kept.items() if value or name == "seconds"}
    return {**found, "exit": evidence.exit}


def evidence_of(line: Line) -> Evidence | None:
    """The evidence that a line states; None where it is none, or of a form that we don't know."""
    fields = line.fields
    if line.kind != KIND or "exit" not in fields:
        return None
    code, seconds = fields["exit"], fields.get("seconds")
    if not isinstance(code, int | None) or isinstance(code, bool) or not _duration(seconds):
        return None
    texts = [fields.get(name, "") for name in _TEXTS]
    if not all(isinstance(text, str) for text in texts) or not texts[1]:
        return None
    gate, command, finished, place, output, signature = map(str, texts)
    base = fields.get("base")
    return Evidence(
        gate, command, code, float(str(seconds)), finished or line.at, place,
        _texts(fields.get("changed")), _tools(fields.get("tools")),
        base if isinstance(base, str) else None, output, signature, line.by,
    )  # fmt: skip


def _duration(value: object) -> bool:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return known and math.isfinite(float(str(value)))


def _texts(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else []
    return tuple(each for each in found if isinstance(each, str))


def _tools(value: object) -> dict[str, str]:
    found = value if isinstance(value, Mapping) else {}
    return {key: each for key, each in found.items() if isinstance(each, str)}


def latest(found: Iterable[Evidence], command: str) -> Evidence | None:
    """The last run of a command, to the letter: another command, or a changed one, is no evidence.

    Of two that ended at the same time the failed one counts.
    """
    runs = [each for each in found if each.command == command]
    return max(runs, key=lambda each: (each.finished, not each.passed), default=None)


def by_duration(gates: Iterable[Gate], seconds: Mapping[str, float]) -> list[Gate]:
    """Gates with the fastest first, by how long their commands took; new ones last, as declared."""
    return sorted(gates, key=lambda gate: seconds.get(gate.command, math.inf))
