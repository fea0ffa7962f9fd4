"""What a bundle is drawn from: the commits of a range, their files, and what all of it weighs."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.changes import changed_paths
from agentops_git.memory.log import stream_log
from agentops_git.memory.records import raw_date
from agentops_git.message.subject import parse_subject
from agentops_git.message.tokens import estimate

MOST_DIFF = 4 << 20
"""Bytes of diffs that are weighed; what lies beyond makes the figure an "at least"."""

_DIFF = (
    "-c", "core.quotePath=false", "diff-tree", "--stdin", "-p", "-U3", "--root", "--no-commit-id",
    "--abbrev=12", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color",
)  # fmt: skip


class Change(NamedTuple):
    """One commit: its author date in Unix seconds, and the paths that it changed."""

    id: str
    date: int
    message: str
    paths: tuple[str, ...]

    @property
    def subject(self) -> str:
        """Its first paragraph on one line."""
        return parse_subject(self.message).text


class Source(NamedTuple):
    """The commits, newest first. ``tokens`` are those of their messages and their diffs, all
    of them unless not ``whole``."""

    changes: tuple[Change, ...]
    tokens: int
    whole: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The paths that were changed, most often changed first, then the last changed."""
        counted = Counter(path for change in self.changes for path in change.paths)
        return tuple(sorted(counted, key=lambda path: -counted[path]))


def changes_since(git: Git, since: str, folder: str) -> tuple[Change, ...]:
    """The commits from ``since`` ("" for the first) to HEAD, without merges and without those
    that change nothing but bundles."""
    revs = ["HEAD", *([f"^{since}"] if since else [])]
    raws = list(stream_log(git, revs, ("--no-merges",)))
    paths = changed_paths(git, [oid.decode() for oid, *_ in raws])
    found = []
    for raw in raws:
        oid, _, date, message = (field.decode("utf-8", "replace") for field in raw)
        change = Change(oid, raw_date(date)[0], message, paths.get(oid, ()))
        beyond = [path for path in change.paths if not path.startswith(f"{folder}/")]
        if beyond or not change.paths:
            found.append(change._replace(paths=tuple(beyond)))
    return tuple(found)


def weigh(git: Git, changes: Sequence[Change]) -> Source:
    """The commits with the tokens that reading them would cost."""
    diffs, whole = _diffs(git, [change.id for change in changes])
    tokens = sum(estimate(change.message) for change in changes) + estimate(diffs)
    return Source(tuple(changes), tokens, whole)


def _diffs(git: Git, ids: Sequence[str]) -> tuple[str, bool]:
    if not ids:
        return "", True
    stream = git.stream(*_DIFF, data="".join(f"{oid}\n" for oid in ids).encode())
    parts, size = [], 0
    for chunk in stream:
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_DIFF:
            break
    done = stream.close()
    if done.code != 0 and size <= MOST_DIFF:
        raise GitFailed(("diff-tree",), done.code, done.err)
    text = b"".join(parts)[:MOST_DIFF].decode("utf-8", "replace")
    return text, size <= MOST_DIFF
