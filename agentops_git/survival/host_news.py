"""The new commits of a push, and what their messages say of where they come from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.fields import record_blocks
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.message.subject import GITS_OWN_SQUASH, subject_text

LATEST = 100
"""So many commits of HEAD's own line are looked at where no range is named."""

_FORMAT = "%H%x00%P%x00%T%x00%ct%x00%B"
_FIELDS = 5
_ONE, _IT = ("--max-count=1",), ("--no-walk",)
_NUMBERED = re.compile(
    r"\((?:pull request )?[#!](\d+)\)\s*$|^Merged PR #?(\d+): |^Pull request #(\d+): "
)
_SEE = re.compile(r"^See merge request \S*!(\d+)\s*$", re.M)
_LISTED = re.compile(r"^commit ([0-9a-f]{40}|[0-9a-f]{64})$", re.M)


class New(NamedTuple):
    """A commit that may be a squash; ``date`` is its committer date in Unix seconds."""

    id: str
    parents: str
    tree: str
    date: int
    message: str


def new_commits(git: Git, named: str | None) -> list[New]:
    """The commits of a range that are no merges and have a parent, newest first.

    Those of HEAD's own line, the latest 100, where none is named; and the heads that its merges
    brought in, since GitLab merges its squash. ``BEFORE..AFTER`` of a push may begin with
    zeros: then it is AFTER's own line. UsageError for what is no range.
    """
    revs, options = _selection(named)
    found = _logged(git, revs, "--first-parent", "--no-merges", *options)
    if found is None:
        if named is None and git.ask("rev-parse", "--verify", "--quiet", "HEAD").code != 0:
            return []  # there is no commit yet
        raise UsageError(f"there is no range {one_line(revs, 100)!r} here; write BEFORE..AFTER")
    merges = _logged(
        git, revs, "--first-parent", "--merges", *(options if options != _ONE else _IT)
    )
    heads = "\n".join(new.parents.split()[1] for new in merges or ())
    for side in _logged(git, heads, "--no-walk=unsorted", "--no-merges") or () if heads else ():
        ids = [new.id for new in found]
        found.insert(ids.index(side.parents) if side.parents in ids else len(ids), side)
    return [new for new in found if new.parents]


def _logged(git: Git, revs: str, *options: str) -> list[New] | None:
    args = ("-z", "--no-show-signature", "--no-mailmap", "--no-color", "--encoding=UTF-8")
    stream = git.stream(
        "--no-replace-objects", "log", *args, f"--format={_FORMAT}", *options, "--stdin",
        data=f"{revs}\n".encode("utf-8", "surrogateescape"),
    )  # fmt: skip
    found = [new for block in record_blocks(stream, _FIELDS) for new in _news(block)]
    return found if stream.close().code == 0 else None


def _selection(named: str | None) -> tuple[str, tuple[str, ...]]:
    latest = (f"--max-count={LATEST}",)
    if named is None:
        return "HEAD", latest
    if not named.strip() or named.startswith("-") or "\n" in named:
        raise UsageError(f"{one_line(named, 100)!r} is no range; write BEFORE..AFTER")
    before, dots, after = named.partition("..")
    if dots and before and not before.strip("0"):  # a branch that is new
        return after or "HEAD", latest
    return named, () if dots else _ONE


def tip_of(git: Git, named: str | None) -> str:
    """The commit that a range which ``new_commits`` has taken ends at."""
    rev = _selection(named)[0].rpartition("..")[2].lstrip(".") or "HEAD"
    return git.text("rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")


def _news(block: bytes) -> Iterator[New]:
    fields = block.decode("utf-8", "surrogateescape").split("\0")
    for at in range(0, len(fields), _FIELDS):
        oid, parents, tree, date, message = fields[at : at + _FIELDS]
        yield New(oid, parents, tree, int(date) if date.isdecimal() else 0, message)


def numbers(message: str) -> set[str]:
    """The numbers of the pull requests that a message says it comes from."""
    named = _NUMBERED.search(subject_text(message))
    found = {number for number in named.groups() if number} if named else set()
    return found | set(_SEE.findall(message))


def listed(message: str) -> list[str]:
    """The commits that git's own squash body lists."""
    head, marked, tail = message.partition(GITS_OWN_SQUASH)
    return _LISTED.findall(tail) if marked and (not head or head.endswith("\n")) else []
