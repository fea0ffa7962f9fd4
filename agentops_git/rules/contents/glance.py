"""A cheap look at a text, before the search of it is loaded: whether it may hold a token or key.

Each of those is one word of 20 characters and more, which prose has few of.
"""

_SPACES = b" \t\n\v\f\r\0"
_WORDS = bytes(0x20 if byte in _SPACES else 0x78 for byte in range(256))
_LEAST = 20
_LONG = b"x" * _LEAST


def may_hold_secret(text: str) -> bool:
    """Whether some word is long, and neither a plain path nor a long word of prose."""
    if _LONG not in text.encode("utf-8", "surrogatepass").translate(_WORDS):
        return False
    return any(len(word) >= _LEAST and not _plain(word) for word in text.split())


def _plain(word: str) -> bool:
    return word.islower() and word.isascii() and not any(map(word.__contains__, "0123456789"))
