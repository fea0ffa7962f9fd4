"""Object names and blobs, many in one process.

Objects as they are: whoever may push a replace ref must not choose what is read.
"""

from collections.abc import Iterable

from agentops_git.git.process import Git, Stream

_ASKED = "--batch-check=%(objectname) %(objecttype)"


def start_resolve(git: Git, names: Iterable[str]) -> Stream:
    """Begin to ask which objects ``names`` are; ``finish_resolve`` ends it."""
    data = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    # Names in the index make git refresh it, with a program that the repository may name.
    quiet = ("--no-replace-objects", "-c", "core.fsmonitor=false")
    return git.stream(*quiet, "cat-file", _ASKED, data=data)


def finish_resolve(stream: Stream) -> list[tuple[str, str] | None]:
    """(object id, type) for each name in order; None for what is missing or ambiguous."""
    lines = b"".join(stream).decode("utf-8", "surrogateescape").splitlines()
    stream.close()
    return [_answer(line) for line in lines]


def _answer(line: str) -> tuple[str, str] | None:
    oid, _, kind = line.partition(" ")
    return (oid, kind) if kind in ("blob", "commit", "tree", "tag") else None


def resolve(git: Git, names: Iterable[str]) -> list[tuple[str, str] | None]:
    """(object id, type) for each name in order; names must hold no newline."""
    return finish_resolve(start_resolve(git, names))


def blob_text(git: Git, oid: str) -> bytes:
    """The bytes of one blob."""
    return git.run("--no-replace-objects", "cat-file", "blob", oid)
