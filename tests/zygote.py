"""A process that has loaded the tool once, and forks for each run: starting Python is most of one.

Each run is a process of its own, with its own directory, environment and standard streams. What
needs another interpreter (its locale, its path) is started as a user starts it.
"""

import importlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO

_READ_AT_START = ("PYTHON", "LC_", "LANG")


def _read_at_start(env: Mapping[str, str]) -> dict[str, str]:
    kept = {name: env[name] for name in env if name.startswith(_READ_AT_START)}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


_USUAL = _read_at_start(os.environ)


def serves(env: Mapping[str, str]) -> bool:
    """Whether a run with these variables needs no interpreter of its own."""
    return _read_at_start(env) == _USUAL


def forked(
    argv: list[str], cwd: Path, data: str | None, env: Mapping[str, str]
) -> tuple[int, str, str]:
    """Run the tool; its exit code and what it wrote to both streams."""
    asked = json.dumps({"argv": argv, "cwd": str(cwd), "env": dict(env)}).encode()
    new = tempfile.TemporaryFile
    with new() as into, new() as out, new() as err, socket.socket(socket.AF_UNIX) as line:
        into.write((data or "").encode("utf-8", "surrogateescape"))
        into.seek(0)
        line.settimeout(300)
        line.connect(_door())
        files = [into.fileno(), out.fileno(), err.fileno()]
        socket.send_fds(line, [len(asked).to_bytes(4, "big")], files)
        line.sendall(asked)
        code = int(line.makefile().read())
        return code, _text(out), _text(err)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape").replace("\r\n", "\n")


@cache
def _door() -> str:
    """Where the process listens; it ends with the one that started it."""
    path = os.path.join(tempfile.mkdtemp(), "door")
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.zygote", path],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    while not os.path.exists(path):
        assert child.poll() is None, "the process that forks did not start"
        time.sleep(0.01)
    _kept.append(child)
    return path


_kept: list["subprocess.Popen[bytes]"] = []


def serve(path: str) -> None:
    """Fork for each connection, until standard input closes. No thread: forks would lose it."""
    for name in ("cli.app", "cli.learnings", "knowledge.library", "notes.write"):
        importlib.import_module(f"agentops_git.{name}")
    waiting = f"{path}.new"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(waiting)
        door.listen()
        os.rename(waiting, path)
        while door.fileno() in select.select([door.fileno(), 0], [], [])[0]:
            line, _ = door.accept()
            with line:
                head, files, _, _ = socket.recv_fds(line, 4, 3)
                size = int.from_bytes(head, "big")
                asked = json.loads(line.makefile("rb").read(size))
                line.sendall(str(_child(asked, files)).encode())
            for file in files:
                os.close(file)


def _child(asked: dict[str, object], files: list[int]) -> int:
    pid = os.fork()
    if not pid:
        _run(asked, files)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _run(asked: dict[str, object], files: list[int]) -> None:
    from agentops_git.__main__ import main

    code = 1
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        os.closerange(3, 256)
        os.environ.clear()
        os.environ.update(asked["env"])  # type: ignore[call-overload]
        time.tzset()
        os.chdir(str(asked["cwd"]))
        sys.argv = list(asked["argv"])  # type: ignore[call-overload]
        main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
