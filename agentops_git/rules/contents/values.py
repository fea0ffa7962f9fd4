"""What may stand as a secret's value: text that nobody writes but as a secret."""

import re
from functools import cache

from agentops_git.rules.contents.leak import bits, is_stand_in
from agentops_git.rules.contents.published import is_published

_PUBLIC = (b"pk_live_", b"pk_test_", b"pk.eyJ", b"phc_")  # for browsers, their issuers say
_DIGITS = b"0123456789"
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-"
_CODES = bytes([*range(33), 127])


def is_secret(value: bytes) -> bool:
    """Whether a value that is named like a secret is one: mixed, and no name, path or template."""
    if len(value) < 8 or _is_spoken(value) or not _is_mixed(value) or not _is_typed(value):
        return False
    if value.startswith(_PUBLIC) or is_words(value) or is_published(value):
        return False
    text = decoded(value)
    return text is None or not (
        is_stand_in(text) or text.startswith(b"ENC[") or is_words(text.rpartition(b":")[2])
    )


def is_password(value: bytes) -> bool:
    """Whether what stands in the place of a password is one, be it short or of letters alone."""
    return len(value) >= 4 and not _is_spoken(value) and bits(value) >= 1.5


def is_words(value: bytes) -> bool:
    """Whether a value is words alone, as examples of logins are; ``%20`` and such stand between."""
    return bool(_words().fullmatch(value))


def is_strong(value: bytes) -> bool:
    """Whether a password is as long, or as mixed, as no name for one in an example is."""
    figures = len(value.translate(None, _DIGITS)) < len(value)
    marked = not value.isalnum()
    kinds = figures + (value.upper() != value) + (value.lower() != value) + marked
    return len(value) >= 8 or kinds >= 3


def decoded(value: bytes) -> bytes | None:
    """What base64 stands for, where that is text; None where it does not."""
    import binascii

    try:
        text = binascii.a2b_base64(value, strict_mode=True)
    except binascii.Error:
        return None
    return text if text and not text.translate(None, _TEXT) else None


_TEXT = bytes([*range(0x20, 0x7F), 0x0A, 0x0D, 0x09])


def _is_spoken(value: bytes) -> bool:
    return is_stand_in(value) or bool(_reference().search(value)) or bool(_named().search(value))


def _is_mixed(value: bytes) -> bool:
    digits = len(value) - len(value.translate(None, _DIGITS))
    marked = bool(value.translate(None, _PLAIN))
    number = (digits > 0) + (value.upper() != value) + (value.lower() != value) + marked
    if number >= 3 and marked:
        return bits(value) >= 2.8
    return number >= 2 and 2 <= digits < len(value) and bits(value) >= 3.0


def _is_typed(value: bytes) -> bool:
    """Whether somebody can have typed it: text, and no piece of binary data."""
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(value.translate(None, _CODES)) == len(value)


@cache
def _words() -> re.Pattern[bytes]:
    word = rb"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)?|[A-Z]+)"
    mark = rb"(?:[ :;,@=+#.!_-]|%[0-9A-Fa-f]{2})+"
    return re.compile(word + rb"(?:" + mark + word + rb")*[!?.]*")


@cache
def _reference() -> re.Pattern[bytes]:
    return re.compile(
        rb"\$[{(A-Za-z_]|\{\{|%[({]|%[sd]|<[^>]*>|[{}()\[\]]|^[./~@]|::|://|->|^[A-Za-z_.]+$|^\$\w+$|^[\w.-]+:[0-9]{1,5}$"
        rb"|\xe2\x80[\xa6\xb9\xba]|\xc2[\xab\xbb]"  # an ellipsis, and marks of quotation
    )


@cache
def _named() -> re.Pattern[bytes]:
    word = rb"(?i:pass(?:word|wd|phrase)?|secret|token|credential|api.?key|value|test)"
    return re.compile(
        rb"^[\w.-]*"
        + word
        + rb"[\w.-]*[!?.]*$|^(?:(?:[a-z]+[0-9]{0,4}|[0-9]{1,5})(?:[-_./]|$))+$|"
        + rb"^(?:[A-Z]+[0-9]{0,4}(?:[-_]|$))+$"
    )
