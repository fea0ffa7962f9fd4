"""A message out of what somebody gave piece by piece."""

import re
from collections.abc import Iterable, Sequence

from agentops_git.message.keys import CANONICAL, REPEATABLE
from agentops_git.message.model import Trailer
from agentops_git.message.repair import repair
from agentops_git.message.trailers import parse

_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def trailer_line(trailer: Trailer) -> str:
    """One trailer as text. Whatever breaks a line in its value becomes a continuation line, so
    that a value can't bring trailers of its own."""
    parts = [part.strip() for part in _BREAKS.split(trailer.value)]
    return f"{trailer.key}: " + "\n  ".join(part for part in parts if part)


def compose(text: str, trailers: Sequence[Trailer]) -> str:
    """The message ``text`` with trailers at its end, in one block with those it has.

    A key that stands once is replaced. The text itself is kept.
    """
    once = {t.key for t in trailers} - REPEATABLE
    base = _without(text.rstrip("\n"), once)
    if not trailers:
        return f"{base}\n"
    gap = "\n" if parse(base) else "\n\n"
    lines = "\n".join(trailer_line(trailer) for trailer in trailers)
    return repair(f"{base}{gap}{lines}\n")


def _without(text: str, keys: Iterable[str]) -> str:
    """The text without the trailers of some keys that its last block holds."""
    dropped = {key.lower() for key in keys} & {trailer.key.lower() for trailer in parse(text)}
    head, blank, block = text.rpartition("\n\n")
    if not dropped or not blank:
        return text
    kept: list[str] = []
    keep = True
    for line in block.split("\n"):
        if line[:1] not in (" ", "\t"):
            keep = line.partition(":")[0].rstrip().lower() not in dropped
        kept += [line] * keep
    return f"{head}\n\n{chr(10).join(kept)}" if kept else head


def canonical(key: str) -> str:
    """The key as it is written; unknown ones as they are."""
    return CANONICAL.get(key.lower(), key)
