"""The one door to the git command.

posix_spawn, because ``import subprocess`` alone costs a hook more than git does.
Standard input and standard error go through unlinked temporary files, so that no
size of input or output can deadlock.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.environment import quiet

CHUNK = 1 << 16  # what a pipe holds: larger reads only fragment the heap, 0.5 kB a commit


class Completed(NamedTuple):
    """How a process ended and what it said."""

    code: int
    out: bytes
    err: bytes


class GitFailed(EnvironmentFailure):
    """git said no where it was expected to answer."""

    def __init__(self, args: Sequence[str], code: int, err: bytes) -> None:
        self.code = code
        self.err = err.decode("utf-8", "replace").strip()
        last = self.err.splitlines()[-1] if self.err else f"exit code {code}"
        super().__init__(f"git {args[0] if args else ''} failed: {last}")


def _unlinked(data: bytes = b"") -> int:
    if hasattr(os, "memfd_create"):
        fd = os.memfd_create("agentops-git")
    else:
        import tempfile

        fd, path = tempfile.mkstemp()
        os.unlink(path)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


class Stream:
    """A running process: iterate over its output in chunks, then ``close`` for the exit code.

    It reads the descriptor ``stdin``, which is closed here.
    """

    def __init__(self, argv: list[str], stdin: int, env: Mapping[str, str]) -> None:
        self._argv = argv
        self._stderr = _unlinked()
        self._stdout, out = os.pipe()
        actions = [
            (os.POSIX_SPAWN_DUP2, stdin, 0),
            (os.POSIX_SPAWN_DUP2, out, 1),
            (os.POSIX_SPAWN_DUP2, self._stderr, 2),
        ]
        try:
            self._pid = os.posix_spawnp(argv[0], argv, env, file_actions=actions)
        except FileNotFoundError:
            raise EnvironmentFailure(
                f"{argv[0]} is not on PATH; install git 2.39 or newer"
            ) from None
        finally:
            os.close(out)
            os.close(stdin)

    def __iter__(self) -> Iterator[bytes]:
        while chunk := os.read(self._stdout, CHUNK):
            yield chunk

    def reader(self) -> BinaryIO:
        """The output as a file, instead of the iteration."""
        return os.fdopen(self._stdout, "rb", CHUNK, closefd=False)

    def hand_over(self) -> int:
        """The output as a descriptor that another process reads; nothing of it is left here."""
        self._stdout, out = -1, self._stdout
        return out

    def close(self) -> Completed:
        """Wait for the end. Output that was not read is dropped, and the process is told so."""
        if self._stdout >= 0:
            os.close(self._stdout)
        _, status = os.waitpid(self._pid, 0)
        err = _read_all(self._stderr)
        return Completed(os.waitstatus_to_exitcode(status), b"", err)


def _read_all(fd: int) -> bytes:
    """What the file holds. Its offset stays: what git started and left may still write at it."""
    try:
        return os.pread(fd, os.fstat(fd).st_size, 0)
    finally:
        os.close(fd)


class Git:
    """The git command in one place: a directory, and the environment as it was given to us."""

    def __init__(self, directory: str | None = None, env: Mapping[str, str] | None = None) -> None:
        self.directory = directory
        self.env = quiet(os.environ if env is None else env)

    def _argv(self, args: Sequence[str]) -> list[str]:
        where = ["-C", self.directory] if self.directory else []
        return ["git", *where, *args]

    def stream(self, *args: str, data: bytes = b"", stdin: int | None = None) -> Stream:
        """Start git and hand its output out in chunks of at most 64 KiB.

        It reads ``data``, or the descriptor ``stdin``, which is closed here.
        """
        fd = _unlinked(data) if stdin is None else stdin
        return Stream(self._argv(args), fd, self.env)

    def ask(self, *args: str, data: bytes = b"") -> Completed:
        """Run git to its end, whatever it answers."""
        sys.stdout.flush()
        stream = self.stream(*args, data=data)
        out = b"".join(stream)
        done = stream.close()
        return done._replace(out=out)

    def run(self, *args: str, data: bytes = b"") -> bytes:
        """Run git and return its standard output; GitFailed where it exits other than 0."""
        done = self.ask(*args, data=data)
        if done.code != 0:
            raise GitFailed(args, done.code, done.err)
        return done.out

    def attached(self, *args: str) -> int:
        """Run git on our own standard streams, as the user would; its exit code."""
        sys.stdout.flush()
        return os.spawnvp(os.P_WAIT, "git", self._argv(args))

    def text(self, *args: str, data: bytes = b"") -> str:
        """Like ``run``, decoded, without the final newline."""
        return self.run(*args, data=data).decode("utf-8", "surrogateescape").rstrip("\n")
