"""Values that are named like secrets: in code, settings, XML, options, headers and URLs."""

import re
from collections.abc import Iterator
from functools import cache

from agentops_git.rules.contents.kinds import is_code, is_prose
from agentops_git.rules.contents.leak import Leak
from agentops_git.rules.contents.values import decoded, is_password, is_secret

_NAMES = (b"passw", b"pwd", b"secret", b"token", b"api", b"auth", b"credential")
_HARMLESS = (
    rb"public|mock|fake|dummy|example|sample|csrf|"
    rb"(?:name|ref|reference|id|path|file|url|uri|type|field|length|size|count|hash)$"
)


def find_assigned(path: str, data: bytes) -> Iterator[Leak]:
    """The values in ``data`` that are called a password, secret, token or key."""
    if b"://" in data:
        yield from _logins(data)
    if b"curl" in data:
        yield from _options(data)
    small = data.lower()
    patterns = _patterns(is_code(path) or is_prose(path))
    for name in _NAMES:
        start = small.find(name)
        while start >= 0:
            end = start + len(name)
            for pattern in patterns:
                found = pattern.match(data, start)
                if found:
                    yield from _judged(found)
                    end = max(end, found.end())
                    break
            start = small.find(name, end)


def _judged(found: re.Match[bytes]) -> Iterator[Leak]:
    value, word = found["value"], found["name"].lower()
    if _is_harmless(found):
        return
    if word.startswith(b"auth"):
        named = b"Basic" in found[0] or word == b"auth"
        text = decoded(value) if named else None
        login = text is not None and b":" in text and is_password(text.partition(b":")[2])
        if not login and not (len(value) >= (32 if word == b"auth" else 16) and is_secret(value)):
            return
    elif not is_secret(value):
        return
    yield Leak(found.start("value"), value, "password" if word[:1] == b"p" else "secret value")


def _is_harmless(found: re.Match[bytes]) -> bool:
    """Whether the name is that of a reference, a public value or an exercise."""
    before = found.string[max(0, found.start() - 40) : found.start("value")].lower()
    name = re.split(rb"[^\w.-]", before.rstrip(b" \t:=>(,\"'`\\]"))[-1]
    return bool(re.search(_HARMLESS, name))


def _logins(data: bytes) -> Iterator[Leak]:
    match = re.compile(
        rb"://[^\s/:@\"'<>$%{}]{0,100}:(?P<value>[^\s/:@\"'<>]{4,150})@[\w\[][\w.-]{2}"
    ).match
    start = data.find(b"://")
    while start >= 0:
        found = match(data, start)
        if found and is_password(found["value"]):
            yield Leak(found.start("value"), found["value"], "password in a URL")
        start = data.find(b"://", found.end() if found else start + 3)


def _options(data: bytes) -> Iterator[Leak]:
    """The logins that curl is given: ``-u NAME:PASSWORD``."""
    form = (
        rb"curl\b[^\n]{0,200}?[ \t](?:-u|--user)[ =]+[\"']?[^\s:\"']{0,100}[\"']?"
        rb":[\"']?([^\s\"']{4,100})"
    )
    for found in re.finditer(form, data):
        if is_password(found[1]):
            yield Leak(found.start(1), found[1], "password of a login")


@cache
def _patterns(code: bool) -> tuple[re.Pattern[bytes], ...]:
    name = (
        rb"(?P<name>passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|api[_-]?token|"
        rb"authorization|auth[_-]?token|auth|credentials?)"
        rb"(?!ors?\b)[\w.-]{0,40}+"
    )
    quoted = rb"(?P<q>\\?[\"'`])(?P<value>[^\s\"'`\\]{8,300}+)(?P=q)"
    give = rb"\\?[\"']?[\])]?(?:[ \t]{0,4}(?:\?:|\|\||\?\?|:=|=>|==?|[:,(])[ \t]{0,4}|[ \t]+)"
    scheme = rb"(?:(?i:basic|bearer|token)[ ]+)?"
    forms = [
        name + give + rb"\\?[\"'`]?" + rb"(?i:basic|bearer|token)[ ]+"
        rb"(?P<value>[\w+/=.~-]{8,2000}+)",
        name + give + quoted,
        name + rb">[ \t]*(?P<value>[^<>\s]{8,300}+)[ \t]*</",
        name + rb"[\"'][ \t]+value=[\"'](?P<value>[^\s\"'<>]{8,300}+)[\"']",
    ]
    forms.append(rb"(?P<name>authorization): (?P<value>[\w+/=.~-]{20,2000})")
    if not code:
        bare = rb"(?P<value>[^\s\"'`,;]{8,300}+)[ \t]*(?=[\r\n;\\]|\Z|[ \t]+[#&|-])"
        forms.append(name + rb"[\"']?[ \t]{0,4}(?:[:=][ \t]{0,4}|[ ])" + scheme + bare)
    return tuple(re.compile(rb"(?i)" + form.replace(rb"(?i:", rb"(?:")) for form in forms)
