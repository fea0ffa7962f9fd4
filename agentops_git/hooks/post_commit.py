"""post-commit: HEAD once more, for what --no-verify and operations without commit-msg let by."""

from agentops_git.errors import ExitCode
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.replay import replaying
from agentops_git.hooks.unseen import name, unlawful


def run(argv: list[str]) -> int:
    """Name the commit at HEAD if the law forbids it; silent otherwise. Always 0."""
    git = Git()
    where = places(git)
    if not replaying(where.git_dir):
        for found in unlawful(git, where, ["HEAD"]):
            name(found, head=True)
    return ExitCode.OK
