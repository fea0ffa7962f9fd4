"""Where files of a tree really lie."""

import os

from agentops_git.errors import UsageError


def inside(top: str, name: str) -> str:
    """The real path of the file ``name`` in the tree at ``top``; links within it are followed.

    UsageError where a symbolic link leads out of the tree.
    """
    path = os.path.realpath(os.path.join(top, name))
    if not path.startswith(os.path.join(os.path.realpath(top), "")):
        raise UsageError(f"{name}: a symbolic link leads out of the work tree to {path}; remove it")
    return path
