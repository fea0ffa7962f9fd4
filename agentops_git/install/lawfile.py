"""The constitution that init writes, unless one of ours is there."""

import os

from agentops_git.constitution.find import PATHS
from agentops_git.constitution.load import is_ours
from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.files.data import data_text
from agentops_git.files.inside import inside
from agentops_git.install.ledger import Ledger, digest
from agentops_git.install.step import Step

NAMES = PATHS
PART = "files"


def present(top: str) -> str | None:
    """The constitution of ours in the work tree, as a path from its top."""
    return next((name for name in NAMES if _ours(os.path.join(top, name))), None)


def _ours(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return is_ours(file.read())
    except OSError:
        return False


def install_steps(top: str, preset: str, ledger: Ledger) -> list[Step]:
    """Write the preset's constitution where none of ours stands; a foreign file is left alone."""
    if present(top):
        return []
    name = next((name for name in NAMES if not os.path.lexists(os.path.join(top, name))), None)
    if name is None:
        raise UsageError(f"{' and '.join(NAMES)} are both not ours; move one of them away")
    path, text = inside(top, name), data_text(f"templates/constitutions/{preset}.md").encode()

    def do() -> None:
        write_atomic(path, text)
        ledger.note(PART, name, digest(text))

    why = "" if name == NAMES[0] else f" ({NAMES[0]} is not ours and stays as it is)"
    return [Step(f"write {name}, preset {preset}{why}", do)]
