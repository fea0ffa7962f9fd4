"""The tree of a notes commit: which note hangs on which object, at which path."""

from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.git.process import Git, GitFailed

_HEX = frozenset("0123456789abcdef")
_SIZES = (40, 64)


class Note(NamedTuple):
    """One entry: the object it hangs on, the blob that is its body, and the path of that."""

    object: str
    blob: str
    path: str


class Tree(NamedTuple):
    """The notes of a tree, and the paths in it that are no notes; those are left alone."""

    notes: tuple[Note, ...]
    foreign: tuple[str, ...]


def read_tree(git: Git, tip: str) -> Tree:
    """Every entry below ``tip``, in one process; slashes where a tree fans out do not count."""
    done = git.ask("ls-tree", "-r", "-z", "--full-tree", tip)
    if done.code != 0:
        raise GitFailed(("ls-tree",), done.code, done.err)
    notes: list[Note] = []
    foreign: list[str] = []
    for mode, kind, blob, path in _entries(done.out):
        name = path.replace("/", "")
        if kind == "blob" and mode != "120000" and len(name) in _SIZES and _HEX.issuperset(name):
            notes.append(Note(name, blob, path))
        else:
            foreign.append(path)
    return Tree(tuple(notes), tuple(foreign))


def _entries(out: bytes) -> Iterator[tuple[str, str, str, str]]:
    for item in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, _, path = item.partition("\t")
        mode, kind, oid = facts.split(" ")
        yield mode, kind, oid, path


def listed(git: Git, tip: str) -> dict[str, str]:
    """Annotated object to the blob that is its note."""
    return {note.object: note.blob for note in read_tree(git, tip).notes}


def paths_of(oid: str) -> tuple[str, ...]:
    """Where the note of an object may stand, our own way of fanning out first."""
    two, four = f"{oid[:2]}/{oid[2:]}", f"{oid[:2]}/{oid[2:4]}/{oid[4:]}"
    return two, oid, four, f"{four[:6]}{oid[4:6]}/{oid[6:]}"
