"""What commits and the index change, as git's raw records: no rendered diff, so nothing hides.

Attributes, textconv, external diffs, rename detection and replace refs have no say in these.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git, GitFailed

ABSENT = "000000"
LINK = "120000"
SUBMODULE = "160000"
EXECUTABLE = "100755"
_RAW = ("--raw", "-z", "-r", "--no-renames", "--no-abbrev", "--ignore-submodules=none")


class Version(NamedTuple):
    """A path's mode and object id on one side; the mode ``000000`` where it is not there."""

    mode: str
    id: str

    @property
    def there(self) -> bool:
        """Whether the path is there on this side."""
        return self.mode != ABSENT

    @property
    def blob(self) -> bool:
        """Whether it has contents: a file or a symbolic link."""
        return self.mode not in (ABSENT, SUBMODULE)


class FileChange(NamedTuple):
    """One path that changes; ``before`` has a version for each parent, none for a first commit.

    The path's bytes that are no UTF-8 stand as surrogates. A rename is two changes.
    """

    path: str
    before: tuple[Version, ...]
    after: Version

    @property
    def added(self) -> bool:
        """Whether no parent has the path."""
        return self.after.there and not any(old.there for old in self.before)

    @property
    def deleted(self) -> bool:
        """Whether the path is gone."""
        return not self.after.there

    @property
    def fresh(self) -> bool:
        """Whether it brings contents that none of its older versions has."""
        return self.after.blob and all(old.id != self.after.id for old in self.before)


class Change(NamedTuple):
    """What one commit, or the index (None), changes against all its parents."""

    commit: str | None
    files: tuple[FileChange, ...]


def commit_changes(git: Git, commits: Sequence[str]) -> Iterator[Change]:
    """The changes of commits (full ids), in order, without those that change nothing.

    A merge changes what differs from all its parents. GitFailed where a commit is missing.
    """
    data = "".join(f"{commit}\n" for commit in commits).encode()
    argv = ("--no-replace-objects", "diff-tree", "--stdin", "--root", "-c", *_RAW)
    stream = git.stream(*argv, data=data)
    try:
        yield from _by_commit(_items(stream))
    finally:
        done = stream.close()
    if done.code != 0:
        raise GitFailed(("diff-tree",), done.code, done.err)


def _by_commit(items: Iterator[bytes]) -> Iterator[Change]:
    commit, files = "", list[FileChange]()
    for item in items:
        if item.startswith(b":"):
            files.append(_file(item, next(items)))
            continue
        if files:
            yield Change(commit, tuple(files))
        commit, files = item.decode("ascii"), []
    if files:
        yield Change(commit, tuple(files))


def staged_changes(git: Git, parents: Sequence[str] = ("HEAD",)) -> Change:
    """What the index changes against its parents-to-be; before a first commit all it holds.

    Paths that are merely intended to be added, or unmerged, are in no commit and left out.
    """
    first, *others = [_against(git, parent) for parent in parents]
    for other in others:
        first = {
            path: file._replace(before=file.before + other[path].before)
            for path, file in first.items()
            if path in other
        }
    return Change(None, tuple(first.values()))


def _against(git: Git, parent: str) -> dict[str, FileChange]:
    done = git.ask(*_index_question(parent))
    if done.code != 0 and parent == "HEAD" and _unborn(git):
        empty = git.text("hash-object", "-t", "tree", "--stdin")
        done = git.ask(*_index_question(empty))
    if done.code != 0:
        raise GitFailed(("diff-index",), done.code, done.err)
    fields = done.out.split(b"\0")
    rows = list(zip(fields[:-1:2], fields[1::2], strict=True))
    unmerged = {path for meta, path in rows if meta.endswith(b" U")}
    files = [_file(meta, path) for meta, path in rows if path not in unmerged]
    return {file.path: file for file in files}


def _index_question(parent: str) -> tuple[str, ...]:
    return (
        "--no-replace-objects", "-c", "core.fsmonitor=false", "diff-index", "--cached",
        "--ita-invisible-in-index", *_RAW, "--end-of-options", parent, "--",
    )  # fmt: skip


def _unborn(git: Git) -> bool:
    return git.ask("rev-parse", "--verify", "--quiet", "HEAD").code != 0


def _items(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _file(meta: bytes, path: bytes) -> FileChange:
    """One raw record: ``:`` for each parent, the modes, the ids, a letter for each parent."""
    words = meta.decode("ascii").split(" ")
    parents = words[0].count(":")
    if len(words) != 2 * parents + 3:
        raise EnvironmentFailure(f"git gave a raw record of another form: {meta!r}")
    words[0] = words[0].lstrip(":")
    versions = list(map(Version, words[: parents + 1], words[parents + 1 : -1]))
    name = path.decode("utf-8", "surrogateescape")
    return FileChange(name, tuple(versions[:-1]), versions[-1])
