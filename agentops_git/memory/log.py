"""Commits out of one streaming ``git log``, in bytes until one of them carries something.

Replace refs are honoured here, unlike in checks: whoever replaced a commit wants it read
so. The index keeps what was read apart by the replace refs of that time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from agentops_git.git.fields import record_blocks
from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.records import CommitRecord, raw_date
from agentops_git.message.dialects import has_record_bytes
from agentops_git.message.record import read
from agentops_git.message.subject import GITS_OWN_SQUASH

_FORMAT = "%H%x00%an%x00%ad%x00%B"
_LOG = (
    "log", "-z", "--no-show-signature", "--no-mailmap", "--no-color", "--encoding=UTF-8",
    "--date=raw", f"--format={_FORMAT}", "--stdin",
)  # fmt: skip
_FIELDS = 4
_SHA = r"([0-9a-f]{7,64})\b"
_REVERTS = re.compile(
    rf"^This reverts commit {_SHA}(?:,\s+reversing\s+changes\s+made\s+to\s+{_SHA})?", re.M
)
_UNDOES, _COPIES = b"This reverts commit ", b"(cherry picked from commit "
_LISTED = re.compile(r"^commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\b", re.M)
_PICKED = re.compile(rf"^\(cherry picked from commit {_SHA}\)\s*$", re.M)

Raw = tuple[bytes, bytes, bytes, bytes]
"""Object id, author name, raw author date and message of one commit."""


def stream_log(git: Git, revs: Iterable[str], options: Sequence[str] = ()) -> Iterator[Raw]:
    """The commits that ``git log`` gives for ``revs``, which are object ids, or ``^`` and one.

    They go through standard input, so that any number fits. GitFailed at the end.
    """
    data = "".join(f"{rev}\n" for rev in revs).encode()
    stream = git.stream(*_LOG, *options, data=data)
    try:
        yield from _commits(stream)
    finally:
        done = stream.close()
    if done.code != 0:
        raise GitFailed(("log",), done.code, done.err)


def _commits(chunks: Iterable[bytes]) -> Iterator[Raw]:
    for block in record_blocks(chunks, _FIELDS):
        fields = iter(block.split(b"\0"))
        yield from zip(*[fields] * _FIELDS, strict=True)


def carries(message: bytes) -> bool:
    """Whether mining has to read a message: it may hold a record, or names another commit."""
    return _UNDOES in message or _COPIES in message or has_record_bytes(message)


def read_commit(raw: Raw) -> CommitRecord:
    """What one commit says; bytes that are no UTF-8 stand as U+FFFD."""
    oid, author, date, message = (field.decode("utf-8", "replace") for field in raw)
    record = read(message)
    seconds, offset = raw_date(date)
    reverts = tuple(_reverted(match) for match in _REVERTS.finditer(message))
    return CommitRecord(
        oid, author, seconds, offset, record.subject.text, record.subject.scope,
        record.entries, reverts, tuple(_PICKED.findall(message)), (), _united(message),
    )  # fmt: skip


def _united(message: str) -> tuple[str, ...]:
    """The commits that git's own squash body lists."""
    if GITS_OWN_SQUASH not in message:
        return ()
    _, listed, body = f"\n{message}".partition(f"\n{GITS_OWN_SQUASH}\n")
    return tuple(_LISTED.findall(body)) if listed else ()


def _reverted(match: re.Match[str]) -> str:
    """One commit, or for a merge what it brought in: ``BASE..MERGE``."""
    return f"{match[2]}..{match[1]}" if match[2] else match[1]
