"""What turns a sentence into another: numbers, and the small words that reverse it."""

import re
from collections.abc import Iterable

_NEGATING = """
not no never none neither without nicht kein keine nie ohne pas jamais sans sin nunca
"""
_OTHERS = "always before after above below less fewer least"
_NEGATIONS = frozenset(_NEGATING.split())
_TURNING = _NEGATIONS.union(_OTHERS.split())
_SIGN = re.compile(r"\d|[不没沒未无無勿非]")


def turning(words: Iterable[str]) -> frozenset[str]:
    """Those of a text's words that turn it."""
    return frozenset(word for word in words if word in _TURNING or _SIGN.search(word))


def sense(turns: Iterable[str]) -> frozenset[str]:
    """How turning words turn a text: each by itself, but negations all alike."""
    return frozenset("not" if word in _NEGATIONS else word for word in turns)
