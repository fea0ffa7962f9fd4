"""Bidirectional control characters that reorder what a reviewer sees (Trojan Source)."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.kinds import is_markup, is_text
from agentops_git.rules.contents.model import Hit, mark_of

_CONTROL = rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"
_CODES = bytes([*range(9), *range(14, 32), 127])
_LOOKED_AT = 8000
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_STEPS = '[\u202a-\u202e\u2066-\u2069"`]|\\*/'
_NEXT = "take the control characters out; text in any script needs none in code"


def find_unbalanced(path: str, data: bytes) -> Iterator[Hit]:
    """G013: an embedding, override or isolate that is open at a line's end, or past a quotation."""
    if data.isascii() or (is_text(path) and not is_markup(path)):
        return
    done, binary = -1, b"\0" in data[:_LOOKED_AT]
    number, counted = 1, 0
    for control in re.finditer(_CONTROL, data):
        if control.start() < done:
            continue
        start = data.rfind(b"\n", 0, control.start()) + 1
        end = data.find(b"\n", control.end())
        done = end if end >= 0 else len(data)
        line = data[start:done]
        opened = _left_open(line.decode("utf-8", "replace"))
        if opened and not (binary and _is_noise(line)):
            said = f"U+{ord(opened):04X} reorders what is shown of the line, and is not closed"
            number, counted = number + data.count(b"\n", counted, start), start
            yield Hit("G013", number, said, mark_of(line), _NEXT)


def _is_noise(line: bytes) -> bool:
    """Whether a line of binary data is no text: the bytes of a control stand in it by chance."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return len(line.translate(None, _CODES)) < len(line)


def _left_open(line: str) -> str:
    """The control character that is open at the end of a line, or of a quotation in it."""
    stack: list[str] = []
    for step in re.finditer(_STEPS, line):
        char = step[0]
        if char in _EMBEDDINGS or char in _ISOLATES:
            stack.append(char)
        elif char == _POP:
            if stack and stack[-1] in _EMBEDDINGS:
                stack.pop()
        elif char == _POP_ISOLATE:
            _close_isolate(stack)
        elif stack:
            break
    return stack[-1] if stack else ""


def _close_isolate(stack: list[str]) -> None:
    """Close the last isolate, and every embedding in it."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index] in _ISOLATES:
            del stack[index:]
            return
