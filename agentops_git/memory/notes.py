"""Plain text notes of ``refs/notes/commits``, read at the tip that is asked for."""

from collections.abc import Iterator, Mapping

from agentops_git.git.process import Git
from agentops_git.message.model import Entry
from agentops_git.message.record import read_note

NOTES_REF = "refs/notes/commits"
_HEX = frozenset("0123456789abcdef")


def read_notes(git: Git, tip: str) -> Mapping[str, tuple[Entry, ...]]:
    """The record lines of every note below the notes commit ``tip``, by the object they hang on."""
    blobs = dict(_listed(git, tip))
    noted = {oid: read_note(text) for oid, text in _texts(git, blobs)}
    return {oid: entries for oid, entries in noted.items() if entries}


def _listed(git: Git, tip: str) -> Iterator[tuple[str, str]]:
    """(annotated object, blob): a notes tree names objects by path, slashes where it fans out."""
    for item in git.run("ls-tree", "-r", "-z", "--full-tree", tip).split(b"\0"):
        facts, _, path = item.partition(b"\t")
        name = path.replace(b"/", b"").decode("ascii", "replace")
        if len(name) in (40, 64) and _HEX.issuperset(name):
            yield name, facts.split()[2].decode()


def _texts(git: Git, blobs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not blobs:
        return
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    out = git.run("cat-file", "--batch", data=asked)
    at = 0
    for oid in blobs:
        end = out.index(b"\n", at)
        header = out[at:end].split()
        at = end + 1
        if len(header) == 3:  # a missing blob is one line without a body
            size = int(header[2])
            yield oid, out[at : at + size].decode("utf-8", "replace")
            at += size + 1
