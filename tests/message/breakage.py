"""The ways in which records break in the wild, done to a message that is whole."""

import textwrap
from collections.abc import Callable

from agentops_git.message.trailers import find_block

Parts = tuple[str, str, list[str]]


def parts_of(message: str) -> Parts | None:
    """Title, body and values of a message that ends in a block; None for others."""
    block = find_block(message)
    if not block.trailers or block.end < len(message.rstrip()):
        return None
    values: list[str] = []
    for line in block.lines:
        if line[:1] in " \t" and values:
            values[-1] += "\n" + line
        elif line.strip():
            values.append(line)
    title, _, body = message[: block.start].rstrip("\n").partition("\n\n")
    return title, body, values


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _wrapped(value: str) -> str:
    flat = " ".join(value.split())
    lines = textwrap.wrap(flat, 72, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


WAYS: dict[str, Callable[[str, str, list[str]], str]] = {
    "a paragraph each": lambda title, body, values: _joined(title, body, *values),
    "unindented": lambda title, body, values: _joined(
        title, body, "\n".join(map(_wrapped, values))
    ),
    "a blank line before the last": lambda title, body, values: _joined(
        title, body, "\n".join(values[:-1]), values[-1]
    ),
    "a paragraph behind": lambda title, body, values: _joined(
        title, body, "\n".join(values), "Closes #1"
    ),
    "at the top": lambda title, body, values: _joined(title, "\n".join(values), body or "Text."),
    "BREAKING CHANGE inside": lambda title, body, values: _joined(
        title, body, "\n".join([*values[:1], "BREAKING CHANGE: all", *values[1:]])
    ),
    "an emoji line above": lambda title, body, values: _joined(
        title, body, "\n".join(["🤖 Generated with X", *values])
    ),
}
