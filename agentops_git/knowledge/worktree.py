"""The work tree's side of written files: where they lie, and what may be read and replaced."""

import os
import sys
from typing import NamedTuple

from agentops_git.constitution.find import PATHS
from agentops_git.constitution.load import is_ours, load
from agentops_git.constitution.model import Outputs
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line


class WorkTree(NamedTuple):
    """A checked out tree: its top directory, absolute, and the output paths of its law.

    ``links`` is what the pages of commits begin with at the remote's host; empty where files
    are only checked, and where there is none.
    """

    top: str
    outputs: Outputs
    links: str = ""

    def path(self, relative: str) -> str:
        """The absolute path of an output; UsageError where it would leave the tree.

        EnvironmentFailure where its name would have other bytes than in other locales.
        """
        parts = relative.replace(os.sep, "/").strip("/").split("/")
        if os.path.isabs(relative) or {"..", ".", "", ".git"} & {part.lower() for part in parts}:
            raise UsageError(f"{one_line(relative)!r} in `outputs` is no path inside the work tree")
        if not relative.isascii() and sys.getfilesystemencoding() != "utf-8":
            raise EnvironmentFailure(
                f"{one_line(relative)}: this locale can't name the file in UTF-8; "
                "set PYTHONUTF8=1, or a UTF-8 locale"
            )
        for count in range(1, len(parts) + 1):
            step = os.path.join(self.top, *parts[:count])
            if os.path.islink(step):
                raise UsageError(
                    f"{one_line(relative)} lies behind a symbolic link; it is not written through"
                )
        return os.path.join(self.top, *parts)

    def read(self, relative: str) -> str | None:
        """The text of an output; None where it does not exist."""
        try:
            with open(self.path(relative), encoding="utf-8", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise UsageError(f"{one_line(relative)} is not valid UTF-8; mend or move it") from None
        except (IsADirectoryError, NotADirectoryError):
            raise UsageError(
                f"{one_line(relative)} is in the way: a file is wanted where a directory stands, "
                "or the other way round"
            ) from None

    def names(self, relative: str) -> list[str]:
        """The Markdown files in an output directory, sorted; none where it does not exist."""
        try:
            found = os.listdir(self.path(relative))
        except FileNotFoundError:
            return []
        except NotADirectoryError:
            raise UsageError(f"{one_line(relative)} is no directory; choose another path") from None
        return sorted(name for name in found if name.endswith(".md"))


def work_tree(git: Git) -> WorkTree:
    """The work tree that ``git`` stands in; EnvironmentFailure for a bare repository."""
    found = git.ask("rev-parse", "--show-toplevel")
    if found.code != 0:
        raise EnvironmentFailure("files are written into a work tree, and there is none here")
    top = os.fsdecode(found.out).removesuffix("\n")
    return WorkTree(top, _outputs(top))


def _outputs(top: str) -> Outputs:
    """What the constitution in the tree says; its own errors where it does not load."""
    for path in PATHS:
        try:
            with open(os.path.join(top, path), "rb") as file:
                text = file.read()
        except OSError:
            continue
        if is_ours(text):
            return load(text, path).outputs
    return Outputs()
