"""pre-push: what is about to leave is judged before a server has to."""

import os
import sys
from collections.abc import Mapping

from agentops_git.enforcement.updates import Receiver, Update, judge_updates, parse_update
from agentops_git.errors import ExitCode
from agentops_git.git.config import Config, read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.say import say_reports


def run(argv: list[str]) -> int:
    """Judge what git (``REMOTE URL``, updates on standard input) or pre-commit says is pushed."""
    git = Git()
    config = read_config(git)
    remote = argv[0] if argv else os.environ.get("PRE_COMMIT_REMOTE_NAME") or "origin"
    updates = _from_pre_commit(os.environ) if "PRE_COMMIT" in os.environ else _from_git()
    if updates is None:
        branch = git.ask("symbolic-ref", "--quiet", "HEAD").out.decode().strip() or "HEAD"
        updates = [Update(branch, None, git.text("rev-parse", "HEAD"))]
    remote = _known_remote(remote, config)
    receiver = Receiver(git, places(git), config, os.environ, remote)
    return ExitCode.FINDINGS if say_reports(judge_updates(receiver, updates)) else ExitCode.OK


def _known_remote(remote: str, config: Config) -> str:
    """The remote that an address belongs to; what is known of a remote goes by its name."""
    addresses = {
        value: key.removeprefix("remote.").removesuffix(".url")
        for key, value in config.items()
        if key.startswith("remote.") and key.endswith(".url")
    }
    return remote if remote in addresses.values() else addresses.get(remote, remote)


def _from_git() -> list[Update]:
    rows = (line.rsplit(" ", 3) for line in sys.stdin.read().splitlines())
    return [parse_update(ref, old, new) for _, new, ref, old in rows]


def _from_pre_commit(env: Mapping[str, str]) -> list[Update] | None:
    """pre-commit hands one ref a run, in its environment; None where it was run by hand."""
    new, ref = env.get("PRE_COMMIT_TO_REF"), env.get("PRE_COMMIT_REMOTE_BRANCH")
    if not new:
        return None
    return [parse_update(ref or "HEAD", env.get("PRE_COMMIT_FROM_REF", "0"), new)]
