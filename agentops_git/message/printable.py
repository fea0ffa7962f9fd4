"""Text that a terminal can be shown."""

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    r"""Show control and bidi characters and broken bytes as ``\x1b``; keep newline and tab."""
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def shell_word(text: str) -> str:
    """Text as one word of a shell, always in quotes."""
    inner = text.replace("'", "'\\''")
    return f"'{inner}'"


def file_name(text: str) -> str:
    r"""Show a file name on one line with every space of it; a newline as ``\n``."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def one_line(text: str, width: int = 0) -> str:
    """Show text on one line, cut to ``width`` characters (0: whole)."""
    flat = printable(" ".join(text.split()))
    return flat if not width or len(flat) <= width else flat[: width - 1] + "…"
