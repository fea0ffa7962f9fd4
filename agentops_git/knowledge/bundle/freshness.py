"""How far the files of a bundle have moved on since it was saved."""

from typing import Literal, NamedTuple

from agentops_git.git.process import Git
from agentops_git.knowledge.bundle.shelf import Bundle
from agentops_git.knowledge.bundle.telling import UNKNOWN

STALE = 10
"""From how many commits that changed its files on a bundle counts as stale."""

State = Literal["fresh", "moved", "stale", "unknown"]


class Freshness(NamedTuple):
    """``commits`` changed the bundle's files since, and ``files`` differ; None where the commit
    that it was saved at is not in the history of HEAD."""

    state: State
    commits: int | None
    files: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """In words."""
        if self.commits is None:
            return UNKNOWN
        if not self.commits:
            return "fresh: no commit has changed its files since"
        count = "1 commit has" if self.commits == 1 else f"{self.commits} commits have"
        return f"{self.state}: {count} changed its files since"


def freshness(git: Git, bundle: Bundle, stale: int = STALE) -> Freshness:
    """Ask git; unknown after a rewrite, on another branch, and before the first commit."""
    start = bundle.stamp.commit
    if git.ask("merge-base", "--is-ancestor", start, "HEAD").code != 0:
        return Freshness("unknown", None)
    if not bundle.files:
        return Freshness("fresh", 0)
    names = ("--", *bundle.files)
    literal = "--literal-pathspecs"
    top = git.text("rev-parse", "--show-toplevel")
    at_top = Git(top)
    count = at_top.text(literal, "rev-list", "--count", "--no-merges", f"{start}..HEAD", *names)
    if int(count) == 0:
        return Freshness("fresh", 0)
    out = at_top.run(
        literal, "diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", start, "HEAD", *names
    )
    files = tuple(out.decode("utf-8", "surrogateescape").split("\0")[:-1])
    return Freshness("stale" if int(count) >= stale else "moved", int(count), files)
