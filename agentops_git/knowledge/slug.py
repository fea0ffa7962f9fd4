"""File names of patterns: readable in every script, and safe on every system."""

import re
from unicodedata import category, normalize

from agentops_git.message.ids import PatternId, short

LONGEST_BYTES = 80
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|readme|index")


def slug(name: str, oid: PatternId) -> str:
    """Letters and digits of any script, joined by hyphens; the id where none are left."""
    folded = normalize("NFC", normalize("NFKC", name).casefold())
    plain = "".join(char if category(char)[0] in "LNM" else "-" for char in folded)
    words = [word for word in plain.split("-") if word]
    made = _cut(words)
    return short(oid) if not made or _RESERVED.fullmatch(made) else made


def _cut(words: list[str]) -> str:
    """Whole words as long as they fit; the start of the first where it alone is too long."""
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer.encode()) > LONGEST_BYTES:
            break
        made = longer
    if not made and words:
        made = words[0].encode()[:LONGEST_BYTES].decode("utf-8", "ignore")
    return made
