"""Private keys, as PEM and as base64 of it."""

import binascii
import re
from collections.abc import Iterator

from agentops_git.rules.contents.leak import Leak, bits

_BEGIN = b"-----BEGIN "
_ENCODED = b"LS0tLS1CRUdJTi"
_HEAD = rb"-----BEGIN ([A-Z0-9 ]{0,30})PRIVATE KEY(?: BLOCK)?-----"
_NOISE = rb"\\[nrt]|[A-Z][A-Za-z-]{2,20}: [^\n\\]{0,80}|[\s\"'+,>|\\]"
_BODY = rb"[A-Za-z0-9+/=]+"
_WINDOW = 1500
_LEAST = {b"OPENSSH": 300, b"PGP": 300, b"RSA": 300, b"DSA": 300}
_SHORTEST = 60


def find_keys(data: bytes, words: bytes) -> Iterator[Leak]:
    """The private keys in ``data``, whose long words are ``words``."""
    if words and _BEGIN in data:  # the body of a key has long words
        yield from _plain(data)
    if _ENCODED in words:
        yield from _encoded(data)


def _plain(data: bytes) -> Iterator[Leak]:
    for head in re.finditer(_HEAD, data):
        window = data[head.end() : head.end() + _WINDOW].partition(b"-----")[0]
        body = re.match(_BODY, re.sub(_NOISE, b"", window))
        least = _LEAST.get(head[1].strip(), _SHORTEST)
        if body and len(body[0]) >= least and bits(body[0][:200]) > 3.5:
            yield Leak(head.start(), body[0][:200], "private key")


def _encoded(data: bytes) -> Iterator[Leak]:
    for found in re.finditer(rb"LS0tLS1CRUdJTi[A-Za-z0-9+/]{30,1000}", data):
        whole = found[0][: len(found[0]) // 4 * 4]
        if b"PRIVATE KEY" in binascii.a2b_base64(whole):
            yield Leak(found.start(), found[0], "private key")
