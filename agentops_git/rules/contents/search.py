"""The search of one file, or of one message."""

from collections.abc import Iterator

from agentops_git.rules.contents.bidi import find_unbalanced
from agentops_git.rules.contents.conflicts import find_conflicts
from agentops_git.rules.contents.model import Hit, Wanted, mark_of
from agentops_git.rules.contents.secrets import find_secrets

_NEXT = "take it out, read it from the environment or a secret store, and revoke this one"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 256


def search(path: str, data: bytes, wanted: Wanted) -> tuple[Hit, ...]:
    """What a file's bytes hold that is wanted; a symlink's bytes are its target."""
    return tuple(_search(path, _as_utf8(data), wanted))


def search_message(text: str, wanted: Wanted) -> tuple[Hit, ...]:
    """The secrets in a message or a note's line, and what breaks the law's own rules there."""
    data = text.encode("utf-8", "surrogatepass")
    found = list(_leaks("", data, wanted.known)) if wanted.secrets else []
    rules = [rule for rule in wanted.rules if rule.scope != "added"]
    if rules:
        from agentops_git.rules.contents.own import judge_lines

        found += judge_lines("", text, (rule for rule in rules if rule.scope == "message"))
        trailers = [rule for rule in rules if rule.scope == "trailers"]
        found += judge_lines("", _trailers(text), trailers) if trailers else ()
    return tuple(found)


def _search(path: str, data: bytes, wanted: Wanted) -> Iterator[Hit]:
    if wanted.conflicts:
        yield from find_conflicts(path, data)
    if wanted.bidi:
        yield from find_unbalanced(path, data)
    if wanted.homoglyphs:
        from agentops_git.rules.contents.homoglyphs import find_homoglyphs

        yield from find_homoglyphs(path, data)
    if wanted.secrets:
        yield from _leaks(path, data, wanted.known)
    rules = [rule for rule in wanted.rules if rule.scope == "added"]
    if rules:
        from agentops_git.rules.contents.own import judge_lines

        yield from judge_lines(path, data.decode("utf-8", "surrogateescape"), rules)


def _leaks(path: str, data: bytes, known: frozenset[str]) -> Iterator[Hit]:
    line, seen = 1, 0
    for leak in find_secrets(path, data):
        line += data.count(b"\n", seen, leak.start)
        seen = leak.start
        if known and _sha1(leak.value) in known:
            continue
        article = "an" if leak.kind[0] in "AEIOUaeiou" else "a"
        yield Hit("G018", line, f"this holds {article} {leak.kind}", mark_of(leak.value), _NEXT)


def _trailers(text: str) -> str:
    """The trailers as ``Key: value`` lines, each where it stands; the other lines are empty."""
    from agentops_git.message.record import read

    where = [line.partition(":")[0].rstrip() for line in text.split("\n")]
    lines, at = [""] * len(where), len(where)
    for trailer in reversed(read(text).trailers):
        at = next((i for i in range(at - 1, -1, -1) if where[i] == trailer.key), 0)
        lines[at] = f"{trailer.key}: {trailer.value}"
    return "\n".join(lines)


def _as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8 where it is in UTF-16."""
    name = _utf16(data)
    return data.decode(name, "replace").encode("utf-8", "surrogatepass") if name else data


def _utf16(data: bytes) -> str:
    """Which UTF-16 text is in, by its mark or, as pieces of it have none, by its Latin letters."""
    if data[:2] in _MARKS:
        return "utf-16"
    head = data[:_HEAD]
    if b"\0" in head:
        for name, high, low in (
            ("utf-16-le", head[1::2], head[::2]),
            ("utf-16-be", head[::2], head[1::2]),
        ):
            if b"\0" not in low and high.count(0) * 4 >= len(high) * 3:
                return name
    return ""


def _sha1(value: bytes) -> str:
    """As baselines name a secret."""
    import hashlib

    return hashlib.sha1(value, usedforsecurity=False).hexdigest()
