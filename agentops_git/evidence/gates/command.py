"""One command, run in a process group of its own: whatever ends it, nothing of it goes on."""

import os
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.evidence.gates.tail import Tail

GRACE = 2.0
"""Seconds between asking a process group to end and ending it."""
_TICK = 0.1
_STOPPING = (signal.SIGTERM, signal.SIGHUP)
NAME = "AGENTOPS_GATE"
TREE = "AGENTOPS_GATE_TREE"
"""What a gate's command sees beside our environment: the gate's name, and the tree's id."""


class Ended(NamedTuple):
    """How a command ended: ``code`` None where its time was up, below 0 where a signal did it."""

    code: int | None
    seconds: float
    lines: list[str]


class NotStarted(EnvironmentFailure):
    """The command's program is not here: that says nothing of the tree."""


def without_git(env: Mapping[str, str]) -> dict[str, str]:
    """An environment without git's variables, which point into the repository at hand."""
    return {name: value for name, value in env.items() if not name.startswith("GIT_")}


def run_command(
    command: str,
    directory: str,
    env: Mapping[str, str],
    timeout: float,
    waiting: Callable[[float], None] = lambda seconds: None,
) -> Ended:
    """Run a command line without a shell, with no input; ``waiting`` is called now and then.

    NotStarted where there is no such program. Interrupts and errors end all it started.
    """
    argv = shlex.split(command)
    began = time.monotonic()
    tail = Tail()
    with _group(argv, directory, env) as process:
        code = _wait(process, tail, began, timeout, waiting)
        seconds = time.monotonic() - began
    return Ended(code, seconds, tail.lines())


@contextmanager
def _group(
    argv: list[str], directory: str, env: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    try:
        process = subprocess.Popen(
            argv, cwd=directory, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        program = argv[0] if argv else "the command"
        raise NotStarted(f"{program} could not be started: {why}; is it installed here?") from None
    try:
        yield process
    finally:
        end_group(process)


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of a process group; the command is asked first, where it still runs."""
    try:
        if process.poll() is None:
            _signal(process.pid, signal.SIGTERM)
            _wait_for(process, GRACE)
    finally:  # a second interrupt is no reason to leave anything behind
        _signal(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _signal(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left


def _wait(
    process: "subprocess.Popen[bytes]",
    tail: Tail,
    began: float,
    timeout: float,
    waiting: Callable[[float], None],
) -> int | None:
    """The exit code; None where the time is up. Whoever else holds the output is not waited for."""
    assert process.stdout
    fd, is_open = process.stdout.fileno(), True
    while (code := process.poll()) is None:
        spent = time.monotonic() - began
        if spent >= timeout:
            return None
        waiting(spent)
        pause = min(_TICK, timeout - spent)
        if is_open and select.select([fd], [], [], pause)[0]:
            is_open = _read(fd, tail)
        elif not is_open:
            _wait_for(process, pause)
    while is_open and select.select([fd], [], [], 0)[0]:
        is_open = _read(fd, tail)
    return code


def _wait_for(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _read(fd: int, tail: Tail) -> bool:
    """Take what is there; whether more may come."""
    data = os.read(fd, 1 << 16)
    tail.add(data)
    return bool(data)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end this process be an interrupt, so that everything is cleared away.

    What is ignored already (a hangup under nohup) stays ignored.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    heard = [number for number in _STOPPING if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
