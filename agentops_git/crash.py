"""The last resort: how a run ends that nobody foresaw."""

import os
import sys
from collections.abc import Callable

from agentops_git import __version__
from agentops_git.errors import AgentopsError, ExitCode
from agentops_git.message.printable import one_line


def say(text: str) -> None:
    """One line on stderr; a closed stderr is no reason to fail."""
    try:
        sys.stderr.write(f"agentops-git: {one_line(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def guarded(run: Callable[[], int]) -> int:
    """Run to an exit code: every error is one line on stderr, a bug also a report in a file."""
    try:
        code = run()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        say("interrupted; nothing was left half written")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ExitCode.OK
    except AgentopsError as error:
        say(str(error))
        return error.exit_code
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(f"{error.strerror or error}{where}")
        return ExitCode.ENVIRONMENT
    except Exception:
        say(f"this is a bug in agentops-git; the report lies in {write_report()}")
        return ExitCode.BUG


def write_report() -> str:
    """Write the traceback of the error at hand to a temporary file; its path."""
    import platform
    import tempfile
    import traceback

    head = f"agentops-git {__version__}, Python {platform.python_version()}, {platform.platform()}"
    try:
        fd, path = tempfile.mkstemp(prefix="agentops-git-crash-", suffix=".txt")
        with os.fdopen(fd, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{head}\narguments: {sys.argv[1:]!r}\n\n{traceback.format_exc()}")
    except OSError:
        return "(it could not be written)"
    return path
