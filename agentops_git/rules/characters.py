"""Characters that harm a reader: what a terminal obeys, what reorders a line, broken bytes."""

import re

from agentops_git.rules.model import Case, Flaw

_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n|\\Z)|[\u202d\u202e]"
_OPENING = "[\u202a\u202b\u2066-\u2068]"
_CLOSING = "[\u202c\u2069]"
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
_SEQUENCE = "(?:\x1b\\[|\x9b)[0-9;?]*[@-~]?"
_BROKEN = "[\ud800-\udfff]"
_SHOWN = 200


_ORDINARY = bytes([*range(0x20, 0x7F), 0x0A])


def is_plain(message: str) -> bool:
    """A cheap test that no character but newlines is invisible."""
    if message.isascii():
        return not message.encode().translate(None, _ORDINARY)
    return message.replace("\n", "").isprintable()


def check_controls(case: Case) -> tuple[Flaw, ...]:
    """M005: a control character, a terminal escape, or a bidi override."""
    message = case.message
    if case.plain:
        return ()
    harm = re.search(_CONTROLS, message)
    index = harm.start() if harm else _unclosed(message)
    if index < 0:
        return ()
    number, line = _line_at(message, index)
    clean = re.sub(_UNSEEN, "", re.sub(_SEQUENCE, "", line))
    said = f"line {number} holds the invisible character U+{ord(message[index]):04X}"
    return (Flaw(said, clean, line=number),)


def check_encoding(case: Case) -> tuple[Flaw, ...]:
    """M007: bytes that are not text in the message's encoding."""
    message = case.message
    if case.plain:
        return ()
    broken = re.search(_BROKEN, message)
    if not broken:
        return ()
    number, line = _line_at(message, broken.start())
    meant = line.encode("utf-8", "surrogateescape" if _only_bytes(line) else "surrogatepass")
    said = f"line {number} holds bytes that are not valid in the message's encoding"
    return (Flaw(said, meant.decode("cp1252", "replace"), line=number),)


def _unclosed(message: str) -> int:
    """Where a bidi embedding or isolate begins that reaches past its line; -1 where none does."""
    start = 0
    for line in message.split("\n") if re.search(_OPENING, message) else ():
        opened = re.findall(_OPENING, line)
        if len(opened) > len(re.findall(_CLOSING, line)):
            return start + line.index(opened[0])
        start += len(line) + 1
    return -1


def _line_at(message: str, index: int) -> tuple[int, str]:
    start, end = message.rfind("\n", 0, index) + 1, message.find("\n", index)
    line = message[start : end if end >= 0 else len(message)]
    return message.count("\n", 0, index) + 1, line[:_SHOWN] if index - start < _SHOWN else ""


def _only_bytes(line: str) -> bool:
    return not re.search("[\ud800-\udc7f\udd00-\udfff]", line)
