"""Exit codes, and the errors that end a command with one clear line."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a process says to its caller; documented in docs/exit-codes.md."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    BUG = 70
    INTERRUPTED = 130


class AgentopsError(Exception):
    """Ends a command with one line on stderr: what, where, what to do."""

    exit_code = ExitCode.BUG


class UsageError(AgentopsError):
    """The command line, the configuration or a file that people edit is wrong."""

    exit_code = ExitCode.USAGE


class EnvironmentFailure(AgentopsError):
    """No repository, git too old, disk full, read-only, a remote that refused."""

    exit_code = ExitCode.ENVIRONMENT
