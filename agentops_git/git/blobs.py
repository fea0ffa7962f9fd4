"""The contents of many blobs out of one process, in pieces: memory holds no large file whole."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git

PIECE = 1 << 24


class BlobPieces(NamedTuple):
    """One blob: its id, its size in bytes, and its contents, which are read before the next."""

    id: str
    size: int
    pieces: Iterator[bytes]


def read_blobs(git: Git, ids: Iterable[str], piece: int = PIECE) -> Iterator[BlobPieces]:
    """The blobs with these full ids, in order; an empty blob has one empty piece.

    Objects as they are, no replace refs. EnvironmentFailure where one is missing or broken.
    """
    asked = "".join(f"{oid}\n" for oid in ids).encode("ascii")
    if not asked:
        return
    argv = ("--no-replace-objects", "cat-file", "--batch", "--buffer")
    stream = git.stream(*argv, data=asked)
    try:
        with stream.reader() as answers:
            for name in asked.split():
                oid, size = _header(answers, name.decode("ascii"))
                pieces = _pieces(answers, size, piece)
                yield BlobPieces(oid, size, pieces)
                for _ in pieces:
                    pass
    finally:
        stream.close()


def _header(answers: BinaryIO, name: str) -> tuple[str, int]:
    words = answers.readline().decode("ascii", "replace").split()
    if len(words) == 3 and words[1] == "blob":
        return words[0], int(words[2])
    raise _broken(name)


def _pieces(answers: BinaryIO, size: int, most: int) -> Iterator[bytes]:
    left = size
    while True:
        data = answers.read(min(left, most))
        left -= len(data)
        if left and not data:
            raise _broken("")
        if not left:
            answers.read(1)
            yield data
            return
        yield data


def _broken(name: str) -> EnvironmentFailure:
    what = f"the object {name}" if name else "an object"
    return EnvironmentFailure(f"{what} can't be read here; run: git fsck")
