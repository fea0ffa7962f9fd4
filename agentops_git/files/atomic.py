"""Files are written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Mapping

from agentops_git.errors import EnvironmentFailure, UsageError


def write_atomic(path: str, data: bytes) -> None:
    """Replace the file at ``path``; whoever reads it sees the old bytes or the new ones."""
    write_all({path: data})


def write_all(files: Mapping[str, bytes]) -> None:
    """Replace several files. All are on disk before the first takes its place.

    UsageError where a path is a symbolic link; EnvironmentFailure where the disk is full
    or read-only. Then, and after Ctrl-C, the old files stand as they were.
    """
    staged: list[tuple[str, str]] = []
    try:
        for path, data in files.items():
            _stage(path, data, staged)
        while staged:
            os.replace(*staged[-1])
            staged.pop()
    except OSError as error:
        raise _failure(error, tuple(files)) from error
    finally:
        for temporary, _ in staged:
            _discard(temporary)


def _stage(path: str, data: bytes, staged: list[tuple[str, str]]) -> None:
    if os.path.islink(path):
        raise UsageError(f"{path!r} is a symbolic link; it is not written through")
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    fd, temporary = tempfile.mkstemp(prefix=".agentops-", suffix=".tmp", dir=folder)
    staged.append((temporary, path))
    with os.fdopen(fd, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(fd)
    os.chmod(temporary, _mode(path))


def _mode(path: str) -> int:
    """The mode of the file that is replaced, else what the umask gives a new one."""
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _discard(temporary: str) -> None:
    try:
        os.unlink(temporary)
    except OSError:
        return  # a disk that refused the write may refuse this as well


def _failure(error: OSError, paths: tuple[str, ...]) -> EnvironmentFailure:
    where = os.path.dirname(paths[0]) if paths else "."
    hint = {
        errno.ENOSPC: "; make room and run it again",
        errno.EROFS: "; run it where the files can be written",
        errno.EACCES: "; run it where the files can be written",
    }.get(error.errno or 0, "")
    return EnvironmentFailure(
        f"nothing was written to {where!r}: {error.strerror or 'input/output error'}{hint}"
    )
