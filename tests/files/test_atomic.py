"""Files are written whole or not at all."""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.files.atomic import write_all, write_atomic


def everything(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What a full disk does, for this process: a write beyond ``size`` bytes fails."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_new_file_gets_its_directories_and_the_usual_mode(tmp_path: Path) -> None:
    write_atomic(str(tmp_path / "a" / "b.md"), b"text\n")
    assert (tmp_path / "a" / "b.md").read_bytes() == b"text\n"
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "a" / "b.md").stat().st_mode == plain.stat().st_mode


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "run"
    path.write_text("old")
    path.chmod(0o755)
    write_atomic(str(path), b"new")
    assert path.read_text() == "new" and path.stat().st_mode & 0o777 == 0o755


def test_a_full_disk_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a")
    (tmp_path / "b").write_text("old b")
    new = {str(tmp_path / "a"): b"new a", str(tmp_path / "b"): b"x" * 10_000}
    with files_no_larger_than(4096), pytest.raises(EnvironmentFailure, match="nothing was written"):
        write_all(new)
    assert everything(tmp_path) == {"a": "old a", "b": "old b"}


def test_ctrl_c_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(fd: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(str(tmp_path / "a"), b"new")
    assert everything(tmp_path) == {"a": "old"}


def test_a_symbolic_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    os.symlink("target", tmp_path / "link")
    with pytest.raises(UsageError, match="symbolic link"):
        write_atomic(str(tmp_path / "link"), b"new")
    assert (tmp_path / "target").read_text() == "old"
