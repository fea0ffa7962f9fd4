"""Commits out of one streaming ``git log``."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.git.process import Git, GitFailed

_FORMAT = "%H%x00%P%x00%an%x00%ae%x00%ce%x00%B"
_FIELDS = 6


class Commit(NamedTuple):
    """What one commit says of itself; bytes that are no UTF-8 stand as surrogates."""

    id: str
    parents: str
    author_name: str
    author_email: str
    committer_email: str
    message: str

    @property
    def merge(self) -> bool:
        """Whether it has more than one parent."""
        return " " in self.parents


def read_commits(git: Git, args: Sequence[str], revs: Sequence[str] = ()) -> Iterator[Commit]:
    """The commits that ``git log`` gives for options ``args`` and revisions ``revs``.

    Objects as they are: no replace refs, mailmap or signatures. ``revs`` go through
    standard input, so that any number of them fits. Raises GitFailed at the end.
    """
    argv = (
        "--no-replace-objects", "log", "-z", "--no-show-signature", "--no-mailmap", "--no-color",
        "--encoding=UTF-8", f"--format={_FORMAT}", "--stdin", *args,
    )  # fmt: skip
    data = "".join(f"{rev}\n" for rev in revs).encode("utf-8", "surrogateescape")
    stream = git.stream(*argv, data=data)
    try:
        yield from _commits(stream)
    finally:
        done = stream.close()
    if done.code != 0:
        raise GitFailed(("log",), done.code, done.err)


def _commits(chunks: Iterable[bytes]) -> Iterator[Commit]:
    fields: list[str] = []
    for whole in _whole_fields(chunks):
        fields += whole.decode("utf-8", "surrogateescape").split("\0")
        ready = len(fields) // _FIELDS * _FIELDS
        for start in range(0, ready, _FIELDS):
            yield Commit._make(fields[start : start + _FIELDS])
        del fields[:ready]


def _whole_fields(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Join chunks so that each ends where a field ends; linear however large a field is."""
    parts: list[bytes] = []
    for chunk in chunks:
        head, sep, tail = chunk.rpartition(b"\0")
        if not sep:
            parts.append(chunk)
            continue
        yield b"".join([*parts, head])
        parts = [tail]
