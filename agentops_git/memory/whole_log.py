"""Commits with their messages and paths out of one streaming ``git log``, parents first."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from agentops_git.git.process import Git, GitFailed, Stream
from agentops_git.memory.renames import EQUAL, SIMILAR, Rename

_FORMAT = "%m%H%x00%P%x00%an%x00%at%x00%ct%x00%B"
_LOG = (
    "-c", "log.showRoot=true", "log", "-z", "--reverse", "--topo-order", "--left-right",
    "--no-show-signature", "--no-mailmap", "--no-color", "--encoding=UTF-8", "--no-relative",
    "--no-diff-merges", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none",
    "--name-status", f"--format={_FORMAT}",
)  # fmt: skip
_REST = 5  # fields after the id
_FARTHEST = 1 << 60


class Change(NamedTuple):
    """One commit: ``mark`` is ``>`` for one that comes and ``<`` for one that leaves; dates are
    seconds; ``paths`` are all names that it touches, sorted; a merge touches none."""

    mark: str
    id: str
    parents: tuple[str, ...]
    author: str
    author_date: int
    date: int
    message: str
    paths: tuple[bytes, ...]
    renames: tuple[Rename, ...]


def whole_log(git: Git, revs: str, contents: bool = True) -> Iterator[Change]:
    """The commits of ``revs``; renames of equal files only, unless ``contents`` can be read.

    GitFailed at the end.
    """
    how = SIMILAR if contents else EQUAL
    stream = git.stream(*_LOG, *how, "--end-of-options", revs, "--")
    try:
        yield from _changes(_tokens(stream))
    finally:
        done = stream.close()
    if done.code != 0:
        raise GitFailed(("log",), done.code, done.err)


def _tokens(stream: Stream) -> Iterator[bytes]:
    """What stands between NULs; linear however long one is."""
    parts: list[bytes] = []
    for chunk in stream:
        head, *more = chunk.split(b"\0")
        parts.append(head)
        if more:
            yield b"".join(parts)
            yield from more[:-1]
            parts = [more[-1]]
    yield b"".join(parts)


def _changes(tokens: Iterator[bytes]) -> Iterator[Change]:
    """A commit is its fields, then a status and one or two names for each path."""
    fields: list[bytes] = []
    names: list[tuple[bytes, ...]] = []
    for token in tokens:
        word = token.lstrip(b"\n")
        if word.startswith((b"<", b">")):
            if fields:
                yield _change(fields, names)
            fields, names = [word, *islice(tokens, _REST)], []
        elif word:
            names.append(tuple(islice(tokens, 2 if word[:1] in (b"R", b"C") else 1)))
    if len(fields) > _REST:  # git that was ended leaves a part of a commit
        yield _change(fields, names)


def _change(fields: Sequence[bytes], names: Sequence[tuple[bytes, ...]]) -> Change:
    marked, parents, author, authored, committed, message = (
        field.decode("utf-8", "replace") for field in fields
    )
    paths = tuple(sorted({name for one in names for name in one}))
    renames = tuple((marked, one[0], one[1]) for one in names if len(one) > 1)
    return Change(
        marked[:1], marked[1:], tuple(parents.split()), author,
        _seconds(authored), _seconds(committed), message, paths, renames,
    )  # fmt: skip


def _seconds(text: str) -> int:
    """A date, held to what a column takes; 0 for what is none."""
    try:
        return min(max(int(text), -_FARTHEST), _FARTHEST)
    except ValueError:
        return 0
