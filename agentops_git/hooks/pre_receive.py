"""pre-receive: the server is the law; what its hooks refuse, no --no-verify brings in."""

import os
import sys

from agentops_git.enforcement.updates import Receiver, Update, judge_updates, parse_update
from agentops_git.errors import ExitCode
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.pushed import keep_ours
from agentops_git.hooks.say import say_reports


def run(argv: list[str]) -> int:
    """Judge the updates on standard input (``OLD NEW REF`` a line); 1 refuses the push."""
    rows = (line.split(" ", 2) for line in os.fsdecode(sys.stdin.buffer.read()).split("\n") if line)
    return judge_here([parse_update(ref, old, new) for old, new, ref in rows])


def judge_here(updates: list[Update]) -> int:
    """Judge updates of this repository's own refs."""
    keep_ours(os.environ)
    git = Git()
    receiver = Receiver(git, places(git), read_config(git), os.environ, remote=None)
    refused = say_reports(judge_updates(receiver, updates))
    return ExitCode.FINDINGS if refused else ExitCode.OK
