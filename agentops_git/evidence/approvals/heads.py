"""What approved commits really are, read off their objects byte for byte.

No ``git log``: replace refs, a mailmap or a second header must not choose what is compared.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from agentops_git.git.batch import contents
from agentops_git.git.process import Git

_ONCE = (b"tree", b"author", b"committer")


class Head(NamedTuple):
    """A commit's one tree, its parents, and the SHA-256 of its message's bytes.

    ``wrong`` says why the object is not to be believed: git reads the first of two headers,
    and another reader may read the second.
    """

    tree: str
    parents: tuple[str, ...]
    message: str
    wrong: str = ""


def heads_of(git: Git, commits: Iterable[str]) -> dict[str, Head]:
    """Commit to what it is, in one process; those that are not here are left out."""
    found = contents(git, dict.fromkeys(commits))
    return {item.id: head_of(item.data) for item in found if item.type == "commit"}


def head_of(data: bytes) -> Head:
    """What a commit object says, out of its bytes."""
    headers, _, message = data.partition(b"\n\n")
    rows = [row.partition(b" ")[::2] for row in headers.split(b"\n")]
    parents = tuple(_text(value) for name, value in rows if name == b"parent")
    names = [name for name, _ in rows]
    odd = [name.decode() for name in _ONCE if names.count(name) != 1]
    wrong = f"has not one {odd[0]} header but {names.count(odd[0].encode())}" if odd else ""
    if not wrong and names[0] != b"tree":
        wrong = "does not begin with its tree header"
    tree = next((_text(value) for name, value in rows if name == b"tree"), "")
    return Head(tree, parents, sha256(message).hexdigest(), wrong)


def _text(value: bytes) -> str:
    return value.decode("ascii", "replace")
