"""The search of one file, or of one message."""

import re

from agentops_git.rules.contents.model import Hit, Wanted, mark_of
from agentops_git.rules.contents.tokens import TOKENS


def search(path: str, data: bytes, wanted: Wanted) -> tuple[Hit, ...]:
    """What a file's bytes hold that is wanted, by line; a symlink's are its target."""
    return _secrets(data) if wanted.secrets else ()


def search_message(text: str, wanted: Wanted) -> tuple[Hit, ...]:
    """The secrets in a message or a note's line, and what breaks the law's own rules there."""
    return _secrets(text.encode("utf-8", "surrogateescape")) if wanted.secrets else ()


def _secrets(data: bytes) -> tuple[Hit, ...]:
    found = []
    for token in TOKENS:
        for match in re.finditer(token.pattern, data) if token.keyword in data else ():
            line = data.count(b"\n", 0, match.start()) + 1
            found.append(Hit("G018", line, f"a {token.kind} is added", mark_of(match[0])))
    if b"PRIVATE KEY-----" in data:
        line = data.count(b"\n", 0, data.index(b"PRIVATE KEY-----")) + 1
        found.append(Hit("G018", line, "a private key is added", mark_of(data)))
    return tuple(found)
