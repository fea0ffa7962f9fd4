"""Every file of a directory with its bytes and mode, to show that nothing else changed."""

import os
from pathlib import Path

DISPOSABLE = (".git/agentops", ".git/logs", ".git/objects", ".git/index", ".git/COMMIT_EDITMSG")


def snapshot(top: Path) -> dict[str, tuple[int, bytes]]:
    """Path from the top to mode and content; a symbolic link's content is where it points."""
    found = {}
    for path in sorted(top.rglob("*")):
        name = str(path.relative_to(top))
        if name.startswith(DISPOSABLE) or (path.is_dir() and not path.is_symlink()):
            continue
        data = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
        found[name] = (path.lstat().st_mode, data)
    return found
