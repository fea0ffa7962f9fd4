"""pre-push: what is about to leave is judged before a server has to."""

import os
import sys
from collections.abc import Mapping

from agentops_git.crash import say
from agentops_git.enforcement.default_branch import default_branch
from agentops_git.enforcement.law import law_at
from agentops_git.enforcement.updates import Receiver, Update, judge_updates, parse_update
from agentops_git.errors import ExitCode
from agentops_git.exchange.guard import GUARD
from agentops_git.git.config import Config, read_config
from agentops_git.git.process import Git
from agentops_git.git.remotes import known_remote
from agentops_git.git.repository import places
from agentops_git.hooks.say import say_reports


def run(argv: list[str]) -> int:
    """Judge what git (``REMOTE URL``, updates on standard input) or pre-commit says is pushed."""
    if GUARD in os.environ:
        return ExitCode.OK
    git = Git()
    config = read_config(git)
    remote = argv[0] if argv else os.environ.get("PRE_COMMIT_REMOTE_NAME") or "origin"
    updates = _from_pre_commit(os.environ) if "PRE_COMMIT" in os.environ else _from_git()
    by_hand = updates is None
    if updates is None:
        branch = git.ask("symbolic-ref", "--quiet", "HEAD").out.decode().strip() or "HEAD"
        updates = [Update(branch, None, git.text("rev-parse", "HEAD"))]
    remote = known_remote(remote, config)
    receiver = Receiver(git, places(git), config, os.environ, remote)
    if not _gates_pass(receiver, updates) or say_reports(judge_updates(receiver, updates)):
        return ExitCode.FINDINGS
    return ExitCode.OK if by_hand else _exchange_notes(git, config, remote, updates)


def _gates_pass(receiver: Receiver, updates: list[Update]) -> bool:
    """Run the gates of HEAD's law where it has any, unless the push is refused without them."""
    git, config, env = receiver.git, receiver.config, receiver.env
    law = law_at(git, receiver.places, "HEAD")
    if law is None or not law.law.gates:
        return True
    reports = judge_updates(receiver, updates)
    if any(
        found.level == "error" and found.code[0] != "V"
        for each in reports
        for found in each.findings
    ):
        return True  # what refuses it is said next, and no command need run for that
    from agentops_git.hooks.gates import pushed_passes

    default = default_branch(git, config, receiver.remote, None, env)
    return pushed_passes(git, law, updates, default.tip if default else None, env)


def _exchange_notes(git: Git, config: Config, remote: str, updates: list[Update]) -> int:
    """Let notes go along with the push; they hold it up only where that is asked for."""
    from agentops_git.exchange.on_push import exchange_on_push

    said = exchange_on_push(git, config, remote, {update.ref for update in updates})
    if said.line:
        say(said.line)
    return ExitCode.FINDINGS if said.refuses else ExitCode.OK


def _from_git() -> list[Update]:
    rows = (line.rsplit(" ", 3) for line in sys.stdin.read().split("\n") if line)
    return [parse_update(ref, old, new) for _, new, ref, old in rows]


def _from_pre_commit(env: Mapping[str, str]) -> list[Update] | None:
    """pre-commit hands one ref a run, in its environment; None where it was run by hand."""
    new, ref = env.get("PRE_COMMIT_TO_REF"), env.get("PRE_COMMIT_REMOTE_BRANCH")
    if not new:
        return None
    return [parse_update(ref or "HEAD", env.get("PRE_COMMIT_FROM_REF", "0"), new)]
