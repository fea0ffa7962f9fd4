"""What a host knows when it squashes: the pull request's words, and its commits."""

from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line


class Pull(NamedTuple):
    """A pull request as its host sees it.

    ``commits`` are oldest first, merges among them. ``title`` is one line; ``number`` is what
    stands in the host's address. ``known`` holds a template's variables that nobody but the
    host can know.
    """

    title: str
    body: str
    commits: tuple[Commit, ...]
    number: int | None = None
    source: str = ""
    target: str = ""
    url: str = ""
    known: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> tuple[Commit, ...]:
        """The commits that are no merges."""
        return tuple(commit for commit in self.commits if not commit.merge)

    @property
    def co_authors(self) -> tuple[str, ...]:
        """``Name <address>`` of who wrote its commits but did not write the first."""
        names = dict.fromkeys(_author(commit) for commit in self.plain)
        return tuple(names)[1:]


def _author(commit: Commit) -> str:
    return f"{commit.author_name} <{commit.author_email}>"


def text_of(raw: str) -> str:
    """Text as a host keeps it: plain newlines, no NUL, no white space around it."""
    return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def title_of(raw: str) -> str:
    """A title as a host keeps it: one line."""
    return " ".join(raw.replace("\0", "").split())


class Ends(NamedTuple):
    """A range that was resolved: both ends, and where the two histories part."""

    base: str
    head: str
    fork: str


def ends_of(git: Git, text: str) -> Ends:
    """Resolve ``BASE..HEAD``; UsageError for any other range, and for histories that never met."""
    left, dots, right = text.partition("..")
    if not dots or right.startswith(".") or text.startswith("-") or "\n" in text:
        raise UsageError(f"--squash: {one_line(text, 100)!r} is no BASE..HEAD of a pull request")
    base, head = (_commit(git, rev or "HEAD") for rev in (left, right))
    fork = git.ask("--no-replace-objects", "merge-base", base, head)
    if fork.code != 0:
        raise UsageError(f"--squash: {one_line(text, 100)}: the two ends share no history")
    return Ends(base, head, fork.out.decode().split()[0])


def _commit(git: Git, rev: str) -> str:
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if found.code != 0:
        raise UsageError(f"--squash: there is no commit {one_line(rev, 100)!r} here; fetch it")
    return found.out.decode().strip()


def commits_of(git: Git, ends: Ends) -> tuple[Commit, ...]:
    """The commits of a pull request, oldest first."""
    args = ("--reverse", "--date-order")
    return tuple(read_commits(git, args, (ends.head, f"^{ends.base}")))


def paths_of(git: Git, ends: Ends) -> tuple[str, ...]:
    """The paths that the squash will change."""
    out = git.run(
        "--no-replace-objects", "diff-tree", "-r", "-z", "--name-only", "--no-renames",
        "--no-ext-diff", ends.fork, ends.head,
    )  # fmt: skip
    return tuple(out.decode("utf-8", "surrogateescape").split("\0")[:-1])
