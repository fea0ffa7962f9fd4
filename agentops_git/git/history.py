"""Commits out of one streaming ``git log``."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.git.fields import record_blocks
from agentops_git.git.process import Git, GitFailed

_FORMAT = "%H%x00%P%x00%an%x00%ae%x00%ce%x00%B%x00%T"
_FIELDS = 7


class Commit(NamedTuple):
    """What one commit says of itself; bytes that are no UTF-8 stand as surrogates."""

    id: str
    parents: str
    author_name: str
    author_email: str
    committer_email: str
    message: str
    tree: str = ""

    @property
    def merge(self) -> bool:
        """Whether it has more than one parent."""
        return " " in self.parents


def read_commits(git: Git, args: Sequence[str], revs: Sequence[str] = ()) -> Iterator[Commit]:
    """The commits that ``git log`` gives for options ``args`` and revisions ``revs``."""
    for block in commit_blocks(git, args, revs):
        yield from commits_in(block)


def commit_blocks(git: Git, args: Sequence[str], revs: Sequence[str] = ()) -> Iterator[bytes]:
    """The same commits in blocks for ``commits_in``, which need not be read where git is.

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
        yield from record_blocks(stream, _FIELDS)
    finally:
        done = stream.close()
    if done.code != 0:
        raise GitFailed(("log",), done.code, done.err)


def commits_in(block: bytes) -> Iterator[Commit]:
    """The commits of one block."""
    fields = iter(block.decode("utf-8", "surrogateescape").split("\0"))
    return map(Commit._make, zip(*[fields] * _FIELDS, strict=True))
