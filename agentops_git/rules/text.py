"""Measures of text that are fair to every script; all linear in the text."""

import re
from collections.abc import Sequence
from typing import Any

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SCRIPTS_WITHOUT_SPACES = (
    (_HAN, 2 / 3),
    (_KANA, 1 / 3),
    (_SOUTH_EAST_ASIAN, 1 / 4),
)
"""How much of a word one character is, in scripts that write no spaces."""

_PIECE = 8


def columns(text: str) -> int:
    """Count terminal columns: East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    width = 0
    for char in text:
        if char < "\u0300":
            width += 1
        elif category(char) not in ("Mn", "Me", "Cf"):
            width += 2 if east_asian_width(char) in "WF" else 1
    return width


def cut(text: str, width: int) -> int:
    """Say how many characters of a text fill at most ``width`` columns, ending at a word."""
    end = min(len(text), width)
    while end and columns(text[:end]) > width:
        end -= 1
    space = text.rfind(" ", width // 2, end + 1)
    return space if space > 0 and end < len(text) else end


def words(text: str) -> float:
    """Count words; characters count in parts of a word where a script writes no spaces."""
    pieces = re.findall(r"[^\W_]+", text) if text.isascii() else []
    return len(pieces) if text.isascii() else _words_of_any_script(text)


def _words_of_any_script(text: str) -> float:
    count = 0.0
    for script, part in _SCRIPTS_WITHOUT_SPACES:
        spaced = re.sub(f"[{script}]", " ", text)
        if spaced != text:
            count += part * len(re.findall(f"[{script}]", text))
            text = spaced
    return count + sum(any(map(str.isalnum, token)) for token in text.split())


def quoted(text: str, width: int = 60) -> str:
    """A value as a message quotes it, on one line and cut."""
    flat = " ".join(text[: 4 * width].split())
    return f"“{flat}”" if len(flat) <= width else f"“{flat[: width - 1]}…”"


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


def fold(text: str) -> str:
    """Text without case, compatibility forms and the punctuation around it."""
    folded = text.casefold()
    if not folded.isascii():
        from unicodedata import normalize

        folded = normalize("NFKC", folded)
    return folded.strip(" \t.,:;!?-_*'\"`~()[]{}<>/|=+#…–—。、，；：！？・「」『』（）【】«»“”‘’")


_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def tokens(text: str) -> list[str]:
    """The words of a text without case; single characters in scripts without spaces."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()
    alone = _HAN + _KANA + _SOUTH_EAST_ASIAN
    return re.findall(rf"[{alone}]|[^\W_{alone}]+", text.casefold())


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have (nearly) the same words; punctuation and case do not count."""
    return repeats(one, [other])


def repeats(text: str, others: Sequence[str]) -> bool:
    """Whether a text says the same as one of the others."""
    size = len(text)
    alike = [
        other
        for other in others
        if (size - len(other)) * 4 <= size and (len(other) - size) * 4 <= len(other)
    ]
    if not alike:
        return False
    words_of_it = set(tokens(text))
    for other in alike:
        theirs = set(tokens(other))
        shared = len(words_of_it & theirs)
        if shared and shared * 5 >= 4 * max(len(words_of_it), len(theirs)):
            return True
    return False


def may_stand_twice(text: str, lowered: str) -> bool:
    """A cheap test before ``says_the_same``, which misses only what was reworded throughout.

    ``lowered`` holds the text itself once; one of three pieces of it stands there twice where
    another text says nearly the same.
    """
    text, step = text.lower(), len(text) // 3
    if step < _PIECE or not text.isascii():
        return True
    return (
        lowered.count(text[:_PIECE]) > 1
        or lowered.count(text[step : step + _PIECE]) > 1
        or lowered.count(text[2 * step : 2 * step + _PIECE]) > 1
    )


def distance(one: str, other: str, limit: int) -> int:
    """Count the edits (insert, delete, replace, swap) between two words, up to limit + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != against))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, known: Any, limit: int = 2) -> str | None:
    """The known word with the fewest edits from ``word``: at most ``limit``, under half of it."""
    folded = word.casefold()
    limit = min(limit, (len(folded) - 1) // 2)
    best = min(
        ((distance(folded, name.casefold(), limit), name) for name in known),
        default=(limit + 1, ""),
        key=lambda pair: pair[0],
    )
    return best[1] if best[0] <= limit else None
