"""Many objects out of one ``git cat-file``: asked one by one, or all at once.

Objects as they are: whoever may push a replace ref must not choose what is read.
"""

import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import BinaryIO, NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git
from agentops_git.git.repository import no_repository

_CAT = ("--no-replace-objects", "cat-file")


class Object(NamedTuple):
    """One object; ``data`` is empty where only its ``type`` and ``size`` were asked for.

    What is not there has the name that was asked for as ``id`` and the type ``missing``.
    """

    id: str
    type: str
    size: int = 0
    data: bytes = b""


class Batch:
    """One running process that is asked by name; every answer is read before the next question.

    Refs are looked up anew each time. EnvironmentFailure outside a repository.
    """

    def __init__(self, git: Git) -> None:
        self._git = git

    def __enter__(self) -> "Batch":
        stdin, self._questions = os.pipe()
        self._stream = self._git.stream(*_CAT, "--batch-command", stdin=stdin)
        self._answers = self._stream.reader()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._questions)
        self._answers.close()
        done = self._stream.close()
        if isinstance(value, EOFError):
            raise no_repository(done) from None

    def info(self, name: str) -> Object | None:
        """The id, type and size of what ``name`` names; None where nothing is."""
        return self._ask("info", name)

    def contents(self, name: str) -> Object | None:
        """The object that ``name`` names, whole; None where nothing is."""
        return self._ask("contents", name)

    def _ask(self, command: str, name: str) -> Object | None:
        if not name or "\n" in name:
            return None
        question = f"{command} {name}\n".encode("utf-8", "surrogateescape")
        try:
            while question:
                question = question[os.write(self._questions, question) :]
        except BrokenPipeError:
            raise EOFError from None
        found = _next(self._answers, whole=command == "contents")
        return None if found.type == "missing" else found


def contents(git: Git, names: Iterable[str]) -> Iterator[Object]:
    """The objects that ``names`` name, in order, whole, in one process."""
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    if not asked:
        return
    stream = git.stream(*_CAT, "--batch", "--buffer", data=asked)
    try:
        with stream.reader() as answers:
            for _ in range(asked.count(b"\n")):
                yield _next(answers, whole=True)
    except EOFError:
        raise EnvironmentFailure(
            "git cat-file ended too soon; an object is broken, run: git fsck"
        ) from None
    finally:
        stream.close()


def _next(answers: BinaryIO, whole: bool) -> Object:
    header = answers.readline()
    if not header.endswith(b"\n"):
        raise EOFError
    words = header.decode("utf-8", "surrogateescape").split()
    if len(words) != 3 or not words[2].isdecimal() or words[1] not in _TYPES:
        return Object(header[:-1].decode("utf-8", "surrogateescape").rpartition(" ")[0], "missing")
    oid, kind, size = words[0], words[1], int(words[2])
    data = answers.read(size) if whole else b""
    if whole and (len(data) < size or answers.read(1) != b"\n"):
        raise EOFError
    return Object(oid, kind, size, data)


_TYPES = frozenset({"commit", "tree", "blob", "tag"})
