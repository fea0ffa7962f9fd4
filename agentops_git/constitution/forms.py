"""The text formats that settings may have: a check each, which gives the value as it is kept.

A check raises ValueError with what is wrong; UnknownWordError where a newer version of the
tool might know the word.
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from agentops_git.constitution.problems import choices, meant, quoted
from agentops_git.constitution.vocabulary import MESSAGE_CODES, TRAILER_KEYS, USUAL_KEYS

MAX_TEXT = 300
LONG = {"regex": 1000, "ssh-key": 4096}
"""The most characters, where that is not ``MAX_TEXT``."""
SSH_TYPES = (
    "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
)  # fmt: skip
PATTERNS = {
    "own-key": "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$",
    "type-name": "^[a-z][a-z0-9-]{0,39}$",
    "rule-code": "^([MT]0[0-9]{2}|[GVHX][0-9]{3})$",
    "guard-code": "^G9[0-9]{2}$",
    "version": "^>= ?[0-9]{1,4}[.][0-9]{1,4}([.][0-9]{1,4})?$",
    "slug": "^[a-z0-9][a-z0-9-]{0,39}$",
    "principal": '^[^\\s,"*?!]{1,200}$',
    "date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "revision": "^[^-\\s~^:?*\\[\\\\][^\\s:?*\\[\\\\]{0,199}$",
    "commit-url": "^https?://[A-Za-z0-9.:\\[\\]-]+/[A-Za-z0-9_./~%+@-]*$",
    "ref-glob": "^[^-\\s~^:\\[\\\\{}!][^\\s~^:\\[\\\\{}]{0,199}$",
}
"""Formats that a regular expression says whole; the JSON Schema shows them too."""


class UnknownWordError(ValueError):
    """A word that this version does not know."""


class Words(NamedTuple):
    """The words that one file adds to ours: its own trailer keys and the commit types in use."""

    own: Collection[str] = ()
    types: Collection[str] = ()


def check(form: str, text: str, words: Words) -> str:
    """The value of a text in one format; ValueError says what is wrong with it."""
    if not text.isprintable():
        raise ValueError(f"{quoted(text)} has a line break or control characters")
    if not text or text != text.strip():
        raise ValueError(f"{quoted(text)} is empty or has space around it")
    if len(text) > LONG.get(form, MAX_TEXT):
        raise ValueError(f"{quoted(text)} is too long")
    if form in PATTERNS and not re.fullmatch(PATTERNS[form][1:-1], text):
        raise ValueError(f"{quoted(text)} is not {WANTED[form]}")
    return CHECKS[form](text, words) if form in CHECKS else text


WANTED = {
    "own-key": "a trailer key (letters, digits and '-')",
    "type-name": "a commit type (lower-case letters, digits and '-')",
    "rule-code": "a rule's code, such as T001 or G003",
    "guard-code": "a code from G900 to G999",
    "version": "a version, such as '>=0.1'",
    "slug": "a name of lower-case letters, digits and '-'",
    "principal": "an address without spaces, commas, quotes or wildcards",
    "date": "a date, such as 2030-12-31",
    "revision": "a commit id, a tag or a branch",
    "commit-url": "a URL that a commit's id follows, such as 'https://host/team/app/commit/'",
    "ref-glob": "a branch or a pattern of branches, such as 'release/*'",
}


def _glob(text: str, words: Words) -> str:
    for mark, advice in {
        "\\": "separate directories by '/'",
        "{": "braces are not expanded; write several patterns",
        "}": "braces are not expanded; write several patterns",
    }.items():
        if mark in text:
            raise ValueError(f"{quoted(text)} has {mark!r}: {advice}")
    if text.startswith("!"):
        raise ValueError(f"{quoted(text)}: a pattern can't be negated")
    if any(name in ("", ".", "..") for name in text.strip("/").split("/")) or "//" in text:
        raise ValueError(f"{quoted(text)} has an empty, '.' or '..' segment; begin at the root")
    return text


def _author(text: str, words: Words) -> str:
    if not text.strip("*?"):
        raise ValueError(f"{quoted(text)} is everyone; name authors more closely")
    return text


def _path(text: str, words: Words) -> str:
    names = text.split("/")
    if any(name in ("", ".", "..") for name in names) or "\\" in text or ":" in names[0]:
        raise ValueError(f"{quoted(text)} is not a path below the root, such as 'docs/patterns'")
    if any(name.casefold() == ".git" for name in names):
        raise ValueError(f"{quoted(text)} lies in git's own directory")
    return text


def _key(text: str, words: Words) -> str:
    known = {key.casefold(): key for key in (*TRAILER_KEYS, *USUAL_KEYS, *words.own)}
    if text.casefold() not in known:
        raise unknown("key", text, known.values())
    return known[text.casefold()]


def _own_key(text: str, words: Words) -> str:
    known = {key.casefold() for key in (*TRAILER_KEYS, *USUAL_KEYS)}
    if text.casefold() in known:
        raise ValueError(f"{quoted(text)} is known already; leave it out here")
    return text


def _type(text: str, words: Words) -> str:
    if words.types and text not in words.types:
        raise ValueError(str(unknown("type", text, words.types)))
    return text


def _code(text: str, words: Words) -> str:
    if text[0] in "MT" and text not in MESSAGE_CODES:
        raise unknown("rule", text, MESSAGE_CODES)
    return text


def _regex(text: str, words: Words) -> str:
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            pattern = re.compile(text)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise ValueError(f"{quoted(text)} is not a regular expression: {error}") from None
    if pattern.search(""):
        raise ValueError(f"{quoted(text)} matches empty text, and so everything")
    return text


def _command(text: str, words: Words) -> str:
    import shlex

    try:
        shlex.split(text)
    except ValueError as error:
        raise ValueError(f"{quoted(text)} can't be split as a shell does: {error}") from None
    return text


def _ssh_key(text: str, words: Words) -> str:
    import binascii

    kind, _, rest = text.partition(" ")
    encoded = rest.split(" ")[0]
    if kind not in SSH_TYPES:
        raise ValueError(f"{quoted(kind)} is no type of public key; {choices(SSH_TYPES)}")
    try:
        data = binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error:
        data = b""
    if not data.startswith(len(kind).to_bytes(4, "big") + kind.encode()):
        raise ValueError(f"the base64 after {kind!r} is not a key of that type")
    return f"{kind} {encoded}"


def _date(text: str, words: Words) -> str:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not a day of the calendar") from None
    return text


def unknown(what: str, text: str, known: Collection[str]) -> UnknownWordError:
    """The error for a word that is none of the known ones."""
    return UnknownWordError(f"unknown {what} {quoted(text)}{meant(text, known)} {choices(known)}")


CHECKS: dict[str, Callable[[str, Words], str]] = {
    "glob": _glob,
    "author-glob": _author,
    "path": _path,
    "trailer-key": _key,
    "own-key": _own_key,
    "commit-type": _type,
    "rule-code": _code,
    "regex": _regex,
    "command": _command,
    "ssh-key": _ssh_key,
    "date": _date,
}
