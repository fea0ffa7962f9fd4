"""Text in base64: what is secret in it is secret."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.values import decoded

_LEAST = 40
_WEB_TOKEN = b"eyJ"


def decoded_texts(words: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each long run of base64 that stands for text, with the text."""
    for found in re.finditer(rb"[A-Za-z0-9+/_-]{40,}", words):
        run = found[0].replace(b"-", b"+").replace(b"_", b"/")
        if not run.startswith(_WEB_TOKEN) and decoded(run[:_LEAST]) is not None:
            whole = run + b"=" * (-len(run) % 4)
            text = decoded(whole) or decoded(run[: len(run) // 4 * 4])
            if text:
                yield found[0], text
