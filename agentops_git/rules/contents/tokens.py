"""Tokens that are known by their form."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.leak import Leak, bits, is_stand_in
from agentops_git.rules.contents.providers import TOKENS, Token
from agentops_git.rules.contents.published import is_published
from agentops_git.rules.contents.runs import LongWords
from agentops_git.rules.contents.web_tokens import is_forged

_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_ANYWHERE = tuple(token for token in TOKENS if token.anywhere)
_MARKS = (b"_", b"-", b".", b"")
"""What a keyword may hold that whole files of base64 or of hexadecimal figures lack."""


def _mark(token: Token) -> bytes:
    return next(mark for mark in _MARKS if mark in token.keyword)


_NEAR = tuple(
    (mark, tuple(token for token in TOKENS if not token.anywhere and _mark(token) == mark))
    for mark in _MARKS
)
_ESCAPES = (b"\\n", b"\\r", b"\\t")


def find_tokens(data: bytes, words: LongWords) -> Iterator[Leak]:
    """The tokens in ``data``, whose long words are ``words``."""
    for token in _ANYWHERE:
        yield from _of_form(data, token, _places(data, token.keyword))
    text = words.text
    for token in [one for mark, near in _NEAR if mark in text for one in near] if text else ():
        if token.keyword in text:
            yield from _of_form(data, token, map(words.origin, _places(text, token.keyword)))


def _places(text: bytes, keyword: bytes) -> Iterator[int]:
    start = text.find(keyword)
    while start >= 0:
        yield start
        start = text.find(keyword, start + len(keyword))


def _of_form(data: bytes, token: Token, places: Iterator[int]) -> Iterator[Leak]:
    match = None
    end = 0
    for start in places:
        match = match or re.compile(token.pattern).match
        if start < end or not (token.inside or begins_word(data, start)):
            continue
        found = match(data, start)
        if found and _is_real(found[0], token):
            end = found.end()
            yield Leak(start, found[0], token.kind)


def _is_real(value: bytes, token: Token) -> bool:
    if bits(value) < token.least or is_stand_in(value) or is_published(value):
        return False
    return token.keyword != b"eyJ" or not is_forged(value)


def begins_word(data: bytes, start: int) -> bool:
    """Whether no letter or digit stands before, but for an escape sequence's or an encoding's."""
    if start == 0 or data[start - 1] not in _WORD:
        return True
    return data[max(0, start - 2) : start] in _ESCAPES or data[start - 3 : start - 2] == b"%"
