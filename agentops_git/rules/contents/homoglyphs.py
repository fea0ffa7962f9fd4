"""Letters of one script that look like those of another, within one word."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.kinds import is_text
from agentops_git.rules.contents.model import Hit, mark_of

_ALIKE = str.maketrans(
    "асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅοανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyijshdqwABEKMHOPCTXYIJSoavikptuxABEZHIKMNOPTYX",
)
_WIDE = "\uff21-\uff3a\uff41-\uff5a"
_LATIN = re.compile("[A-Za-z]")


def find_homoglyphs(path: str, data: bytes) -> Iterator[Hit]:
    """G014: a word in code of Latin letters and of others that look like them."""
    if data.isascii() or is_text(path):
        return
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if not line.isascii():
            yield from _in_line(number, line)


def _in_line(number: int, line: str) -> Iterator[Hit]:
    for word in re.findall(r"[^\W_]+", line):
        plain = word.translate(_ALIKE)
        if re.search(f"[{_WIDE}]", plain):
            from unicodedata import normalize

            plain = normalize("NFKC", plain)
        if plain != word and plain.isascii() and _LATIN.search(word):
            odd = next(char for char in word if not char.isascii())
            said = f"a word of Latin letters holds U+{ord(odd):04X}, which looks like one of them"
            yield Hit("G014", number, said, mark_of(word.encode()), plain)
