"""G010: symbolic links that lead out of the tree, or into git's own directory."""

import re
from collections.abc import Iterator

from agentops_git.git.changes import LINK
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import pathspec

_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_GIT = re.compile(r"\.git[ .]*|git~\d+", re.I)


def check_links(case: Case) -> Iterator[Fault]:
    """Follow each new link by its text alone; what it leads to need not be there."""
    for file in case.change.files:
        if file.after.mode == LINK and (blob := case.blobs.get(file.after.id)):
            target = blob.data.decode("utf-8", "surrogateescape")
            if where := leads(file.path, target):
                said = f"the link leads {where}"  # its target may be a secret
                yield Fault(file.path, said, f"git rm --cached -- {pathspec(file.path)}")


def leads(path: str, target: str) -> str | None:
    """Where a link at a path leads that it should not; None where it stays in the tree."""
    if _ABSOLUTE.match(target):
        return "out of the tree: it is an absolute path"
    here = path.split("/")[:-1]
    for name in re.split(r"[/\\]", target):
        if name == "..":
            if not here:
                return "out of the tree"
            here.pop()
        elif name not in ("", "."):
            here.append(name)
    inside = any(_GIT.fullmatch(name) for name in here)
    return "into git's own directory" if inside else None
