"""update: pre-receive for one ref, on servers where only that hook can be set."""

from agentops_git.enforcement.updates import parse_update
from agentops_git.errors import UsageError
from agentops_git.hooks.pre_receive import judge_here


def run(argv: list[str]) -> int:
    """Judge one update, ``REF OLD NEW``; 1 refuses it."""
    if len(argv) != 3:
        raise UsageError("hook update: git gives it REF OLD NEW")
    return judge_here([parse_update(*argv)])
