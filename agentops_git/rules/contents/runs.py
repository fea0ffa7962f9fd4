"""The long words of a text: what a token is one of, and most of a source text is not.

Names like ``assertRaisesRegexWithCause`` are left out; one random word of base64 in a thousand is
like them where it has 20 bytes, and none that is longer.
"""

from bisect import bisect_right
from typing import NamedTuple

_WORD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/"
_SHAPE = bytes(ord("w") if byte in _WORD else ord(" ") for byte in range(256))
_SPOKEN = b"abcdefghijklmnopqrstuvwxyz_-/+"
_LONG = b"w" * 20
_BEFORE = 16


class LongWords(NamedTuple):
    """The words, a newline after each; where each begins in ``text``, and where in the data."""

    text: bytes
    begins: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, at: int) -> int:
        """Where in the data the byte stands that is at ``at`` in the text."""
        index = bisect_right(self.begins, at) - 1
        return self.origins[index] + at - self.begins[index]


def long_words(data: bytes) -> LongWords:
    """Every word of 20 bytes and more that nobody speaks, with up to 16 bytes before.

    Two passes in C, because one regular expression over everything is ten times slower.
    """
    shape = data.translate(_SHAPE)
    words: list[bytes] = []
    begins: list[int] = []
    origins: list[int] = []
    start, size = shape.find(_LONG), 0
    while start >= 0:
        end = shape.find(b" ", start)
        end = end if end >= 0 else len(data)
        if not _is_spoken(data[start:end]):
            begins.append(size)
            origins.append(max(0, start - _BEFORE))
            words.append(data[origins[-1] : end])
            size += len(words[-1]) + 1
        start = shape.find(_LONG, end)
    return LongWords(b"\n".join(words), tuple(begins), tuple(origins))


def _is_spoken(word: bytes) -> bool:
    """Whether a word is of small letters, with a capital at most at each fourth, and no figure."""
    marked = word.translate(None, _SPOKEN)
    return not marked or (len(marked) * 4 <= len(word) and marked.isalpha())
