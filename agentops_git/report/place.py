"""Where a finding lies, and what makes it the same finding after a rebase."""

import re
from collections.abc import Iterator, Sequence

from agentops_git.message.printable import one_line
from agentops_git.rules.finding import Finding, Place

_ADDED = re.compile(r"(?:(?:fixup|squash|amend)! )+|\s*\(#\d+\)$")


def count(number: int, what: str) -> str:
    """A number of things: ``1 commit``, ``2 commits``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def text_of(text: str | None) -> str:
    """Text that every encoder takes: broken bytes become U+FFFD."""
    return (text or "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_of(place: Place) -> str:
    """What people call the place."""
    if place.commit:
        return f"{place.commit[:12]} {one_line(place.subject, 72)}".rstrip()
    return one_line(place.path or "") or one_line(place.subject, 72) or "the message"


def uri_of(place: Place) -> str:
    """A relative URI; a commit that has no file of its own is ``commit/ID``."""
    from urllib.parse import quote

    path = text_of(place.path) or f"commit/{place.commit or 'message'}"
    return quote(path, safe="/+@~")


def marked(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Give each finding with its fingerprint: 32 hex digits, unique in the report.

    It is made of the code, the key, the file and the subject without case, ``fixup!`` or a
    host's ``(#12)``, so that it outlives a rebase, a squash and edits to other lines; equal
    ones are told apart by their order.
    """
    from hashlib import sha256

    seen: dict[str, int] = {}
    for finding in findings:
        subject = " ".join(_ADDED.sub("", text_of(finding.place.subject)).casefold().split())
        parts = (finding.code, finding.key or "", text_of(finding.place.path), subject)
        what = "\0".join(parts)
        seen[what] = seen.get(what, 0) + 1
        digest = sha256(f"{what}\0{seen[what]}".encode()).hexdigest()
        yield finding, digest[:32]
