"""What turns a sentence into another: numbers, and the small words that reverse it."""

import re
from collections.abc import Iterable

_TURNING_WORDS = """
not no never none neither without always before after above below less fewer least
nicht kein keine nie ohne pas jamais sans sin nunca
"""
_TURNING = frozenset(_TURNING_WORDS.split())
_SIGN = re.compile(r"\d|[不没沒未无無勿非]")


def turning(words: Iterable[str]) -> frozenset[str]:
    """Those of a text's words that turn it."""
    return frozenset(word for word in words if word in _TURNING or _SIGN.search(word))
