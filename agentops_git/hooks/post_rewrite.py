"""post-rewrite: what a rebase melded out of several commits, which no hook has judged."""

import sys

from agentops_git.errors import ExitCode
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.unseen import name, unlawful


def run(argv: list[str]) -> int:
    """Name the melded commits that the law forbids; an amend was post-commit's to judge."""
    if argv[:1] != ["rebase"]:
        return ExitCode.OK
    new = [line.split()[1] for line in sys.stdin if len(line.split()) > 1]
    melded = list(dict.fromkeys(commit for commit in new if new.count(commit) > 1))
    if not melded:
        return ExitCode.OK
    git = Git()
    where = places(git)
    head = git.text("rev-parse", "HEAD")
    for found in unlawful(git, where, melded):
        name(found, found.commit.id == head)
    return ExitCode.OK
