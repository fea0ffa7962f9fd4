"""One door for git's events, opened before Click is imported."""

from collections.abc import Callable, Sequence
from importlib import import_module

from agentops_git.crash import guarded, say
from agentops_git.errors import ExitCode, UsageError

EVENTS = (
    "prepare-commit-msg",
    "commit-msg",
    "pre-commit",
    "post-commit",
    "post-applypatch",
    "post-rewrite",
    "pre-push",
    "reference-transaction",
    "pre-receive",
    "update",
    "agent",
)
SERVER = ("pre-receive", "update")
NEVER_REFUSES = ("prepare-commit-msg", "post-commit", "post-applypatch", "post-rewrite")
FAILURES = (ExitCode.ENVIRONMENT, ExitCode.BUG)


def run_hook(argv: Sequence[str]) -> int:
    """Serve one event: ``argv`` is its name and what git gives it. Returns the exit code.

    Local hooks fail open on a broken environment and on our own bugs; the server's fail closed.
    """
    event = argv[0] if argv else ""
    code = guarded(lambda: _handler(event)(list(argv[1:])))
    if event in NEVER_REFUSES:
        return ExitCode.OK
    if event not in SERVER and code in FAILURES:
        say(f"{event} was not checked; run agentops-git doctor")
        return ExitCode.OK
    return code


def _handler(event: str) -> Callable[[list[str]], int]:
    if event not in EVENTS:
        raise UsageError(f"hook: no event '{event}'; events: {', '.join(EVENTS)}")
    handler: Callable[[list[str]], int] = import_module(
        f"agentops_git.hooks.{event.replace('-', '_')}"
    ).run
    return handler
