"""Kubernetes' Secret objects: every value in one is a secret, whatever it is called."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.leak import Leak
from agentops_git.rules.contents.values import decoded, is_password

_KIND = rb"kind:[ \t]*[\"']?[Ss]ecret[\"']?[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"
_ENTRY = re.compile(rb"([ ]*)([\w.\"'/-]{1,250}):[ \t]*(.*?)[ \t\r]*")


def find_cluster_secrets(data: bytes) -> Iterator[Leak]:
    """The values of Secret objects in YAML."""
    if b"kind" not in data or not re.search(_KIND, data):
        return
    start = 0
    for part in re.split(rb"(?m)^(---.*\n)", data):
        if re.search(_KIND, part):
            yield from _values(part, start)
        start += len(part)


def _values(part: bytes, offset: int) -> Iterator[Leak]:
    """The entries under ``data:`` and ``stringData:``; a block's lines are one value."""
    section, depth, at = b"", -1, offset
    name, held, since = b"", b"", 0
    for line in [*part.split(b"\n"), b"end:"]:
        entry = _ENTRY.fullmatch(line.split(b" #")[0])
        inside = section and len(line) - len(line.lstrip()) > depth
        if entry:
            if held and _counts(section, name, held):
                yield Leak(since, held, "Kubernetes secret")
            held = b""
            if not inside:
                section = entry[2] if entry[2] in (b"data", b"stringData") else b""
                depth = len(entry[1])
            else:
                name, since = entry[2], at + entry.start(3)
                held = b"" if entry[3][:1] in (b"|", b">") else entry[3].strip(b"\"'")
        elif inside and name and not line.lstrip().startswith(b"#"):
            since = since if held else at
            held += line.strip()
        at += len(line) + 1


def _counts(section: bytes, name: bytes, value: bytes) -> bool:
    text = value
    if section == b"data":
        plain = decoded(value)
        if plain is None:
            return len(value) >= 40 and is_password(value)
        text = plain.strip()
        text = decoded(text) or text if len(text) >= 16 else text
    if name.strip(b"\"'") in (b".dockercfg", b".dockerconfigjson"):
        return b'"auth"' in text
    return b"user" not in name.lower() and is_password(text)
