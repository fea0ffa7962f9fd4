"""The native hooks: scripts of ours in the directory where git looks for hooks."""

import os
import sys
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.files.data import data_text, package_path
from agentops_git.install.ledger import Ledger, digest
from agentops_git.install.step import Step
from agentops_git.message.printable import shell_word

BESIDE = ("post-rewrite", "prepare-commit-msg")
"""What carries records, and judges nothing. It runs natively beside pre-commit too, which gives
post-rewrite no input, and starts Python at every pick of a rebase."""
LOCAL = (
    "commit-msg", "pre-commit", "post-commit", "post-applypatch", "post-rewrite", "pre-push",
    "prepare-commit-msg",
)  # fmt: skip
SERVER = ("pre-receive",)
ALL = (*LOCAL, *SERVER)
MARK = b" of agentops-git (docs/hooks.md)."
KEPT = ".before-agentops"
LEGACY = ".legacy"
"""Where pre-commit and prek move, and go on running, what stands in their way."""
PART = "hooks"


class HooksHome(NamedTuple):
    """The directory that git runs hooks from; ``shared``: it is part of the work tree."""

    path: str
    shared: bool = False

    def hook(self, event: str) -> str:
        """Where the script for an event stands."""
        return os.path.join(self.path, event)


def render(event: str, shared: bool) -> bytes:
    """The script for one event; the interpreter is recorded unless the script is shared."""
    text = data_text(f"hooks/{event}")
    if not shared:
        text = text.replace("'/@PYTHON@'", shell_word(sys.executable))
        text = text.replace("'/@PACKAGE@'", shell_word(package_path()))
    return os.fsencode(text)


def is_ours(path: str) -> bool:
    """Whether the file is a hook script of ours, of any version."""
    try:
        with open(path, "rb") as file:
            return MARK in file.read(400)
    except OSError:
        return False


def install_steps(home: HooksHome, events: tuple[str, ...], ledger: Ledger) -> list[Step]:
    """What it takes until each event runs our script; nothing where it does already."""
    steps = [step for event in events if (step := _install_step(home, event, ledger))]
    if steps and os.path.lexists(home.path) and not os.path.isdir(home.path):
        raise UsageError(f"{home.path} is no directory, so git runs no hooks there")
    return steps


def _install_step(home: HooksHome, event: str, ledger: Ledger) -> Step | None:
    path, script = home.hook(event), render(event, home.shared)
    foreign = os.path.lexists(path) and not is_ours(path)
    if foreign and os.path.lexists(path + KEPT):
        raise UsageError(f"{path} is not ours, and {event}{KEPT} beside it is taken; move one away")
    if not foreign and _holds(path, script):
        return None
    verb = "keep the hook that is there, run it first, and write" if foreign else "write"

    def do() -> None:
        os.makedirs(home.path, exist_ok=True)
        if foreign:
            os.rename(path, path + KEPT)
        write_atomic(path, script)
        os.chmod(path, 0o755)
        ledger.note(PART, ledger.named(path), digest(script))

    return Step(f"{verb} {path}", do)


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data and os.access(path, os.X_OK)
    except OSError:
        return False


def remove_steps(paths: list[str], ledger: Ledger) -> list[Step]:
    """What it takes until the scripts at ``paths`` are gone and what stood there is back."""
    return [_remove_step(path, ledger) for path in paths if is_ours(path)]


def _remove_step(path: str, ledger: Ledger) -> Step:
    own = path.removesuffix(LEGACY)
    kept = os.path.lexists(own + KEPT)

    def do() -> None:
        if kept:
            os.replace(own + KEPT, path)
        else:
            os.unlink(path)
        ledger.drop(PART, ledger.named(own))

    return Step(f"{'put back the hook that stood at' if kept else 'remove'} {path}", do)


def recorded(path: str) -> tuple[str, str]:
    """The interpreter and the package that a script of ours records, as sh reads them."""
    with open(path, "rb") as file:
        text = os.fsdecode(file.read())
    return _assigned(text, "python"), _assigned(text, "package")


def _assigned(text: str, name: str) -> str:
    _, _, rest = text.partition(f"\n{name}='")
    return rest.partition("'\n")[0].replace("'\\''", "'")
