"""post-applypatch: what git am makes of a patch, which no commit-msg hook has judged."""

from agentops_git.errors import ExitCode
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.unseen import name, unlawful


def run(argv: list[str]) -> int:
    """Name the commit at HEAD if the law forbids it; silent otherwise. Always 0."""
    git = Git()
    for found in unlawful(git, places(git), ["HEAD"]):
        name(found, head=False)
    return ExitCode.OK
