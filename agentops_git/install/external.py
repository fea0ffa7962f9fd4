"""Other programs that init and doctor start: hook runners, and hooks themselves."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure

RUNNERS = ("pre-commit", "prek")


class Ran(NamedTuple):
    """How a program ended, and all that it said."""

    code: int
    said: str


def run(argv: Sequence[str], cwd: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run a program to its end; EnvironmentFailure where it can't be started."""
    try:
        done = subprocess.run(
            argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    except OSError as error:
        raise EnvironmentFailure(f"{argv[0]} could not be started: {error.strerror}") from None
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"))


def hook_runner() -> str | None:
    """pre-commit or prek: on PATH, or beside our own interpreter."""
    beside = os.path.dirname(sys.executable)
    found = (shutil.which(name) or shutil.which(name, path=beside) for name in RUNNERS)
    return next((path for path in found if path), None)


def install_command() -> str:
    """The command that has git run the configured hooks."""
    runner = hook_runner()
    return (
        f"{os.path.basename(runner)} install"
        if runner
        else "pip install pre-commit && pre-commit install"
    )


def foreign_env() -> dict[str, str]:
    """The environment without what git told us about this repository: for work in another one."""
    return {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
