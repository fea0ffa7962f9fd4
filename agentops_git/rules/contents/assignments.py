"""Values that are named like secrets: in code, settings, XML, options and headers."""

import re
from collections.abc import Iterator
from functools import cache

from agentops_git.rules.contents.leak import Leak
from agentops_git.rules.contents.values import decoded, is_password, is_secret
from agentops_git.rules.contents.web_tokens import is_web_token

_NAMES = (b"passw", b"pwd", b"secret", b"token", b"api", b"auth", b"credential")
_HARMLESS = (
    rb"public|mock|fake|dummy|example|sample|csrf|"
    rb"(?:name|ref|reference|id|path|file|url|uri|type|field|length|size|count|hash)$"
)


def find_assigned(data: bytes, *, quoted: bool) -> Iterator[Leak]:
    """The values in ``data`` that are called a password, secret, token or key.

    ``quoted``: only those in quotation marks, as values in code and examples in prose are.
    """
    small = data.lower()
    match = _pattern(quoted).match
    for name in _NAMES:
        start = small.find(name)
        while start >= 0:
            found = match(data, start)
            if found:
                yield from _judged(found)
            start = small.find(name, found.end() if found else start + len(name))


def _judged(found: re.Match[bytes]) -> Iterator[Leak]:
    word, value = found["name"].lower(), found[found.lastindex or 0]
    if _is_harmless(found) or is_web_token(value):
        return
    if word.startswith(b"auth"):
        named = b"Basic" in found[0] or word == b"auth"
        text = decoded(value) if named else None
        login = text is not None and b":" in text and is_password(text.partition(b":")[2])
        if not login and not (len(value) >= (32 if word == b"auth" else 16) and is_secret(value)):
            return
    elif not is_secret(value):
        return
    start = found.start(found.lastindex or 0)
    yield Leak(start, value, "password" if word[:1] == b"p" else "secret value")


def _is_harmless(found: re.Match[bytes]) -> bool:
    """Whether the name is that of a reference, a public value or an exercise."""
    before = found.string[max(0, found.start() - 40) : found.start(found.lastindex or 0)].lower()
    name = re.split(rb"[^\w.-]", before.rstrip(b" \t:=>(,\"'`\\]"))[-1]
    return bool(re.search(_HARMLESS, name))


@cache
def _pattern(quoted: bool) -> re.Pattern[bytes]:
    """A name and what gives it a value, which is the last group."""
    name = (
        rb"(?P<name>passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|api[_-]?token|"
        rb"authorization|auth[_-]?token|auth|credentials?)"
        rb"(?!ors?\b|i[sz])[\w.-]{0,40}+"
    )
    value = rb"[^\s\"'`\\]{8,300}+"
    give = rb"\\?[\"']?[\])]?(?:[ \t]{0,4}(?:\?:|\|\||\?\?|:=|=>|==?|[:,(])[ \t]{0,4}|[ \t]+)"
    scheme = rb"(?:basic|bearer|token)[ ]+"
    forms = [
        give + rb"\\?[\"'`]?" + scheme + rb"([\w+/=.~-]{8,2000}+)",
        give + rb"(?P<q>\\?[\"'`])(" + value + rb")(?P=q)",
        rb">[ \t]*([^<>\s]{8,300}+)[ \t]*</",
        rb"[\"'][ \t]+value=[\"']([^\s\"'<>]{8,300}+)[\"']",
        rb"(?<=authorization): ([\w+/=.~-]{20,2000})",
    ]
    if not quoted:
        bare = rb"([^\s\"'`,;]{8,300}+)[ \t]*(?=[\r\n;\\]|\Z|[ \t]+[#&|-])"
        forms.append(rb"[\"']?[ \t]{0,4}(?:[:=][ \t]{0,4}|[ ])(?:" + scheme + rb")?" + bare)
    return re.compile(rb"(?i)" + name + rb"(?:" + rb"|".join(forms) + rb")")
