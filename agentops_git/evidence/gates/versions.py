"""What a command's program says of its version, where it says so at once."""

import os
import shlex
import shutil
from collections.abc import Mapping

from agentops_git.evidence.gates.command import NotStarted, run_command
from agentops_git.evidence.gates.tail import without_secrets
from agentops_git.message.printable import one_line

PATIENCE = 2.0
_WIDTH = 100


class Versions:
    """Asks each program once."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._known: dict[str, str] = {}

    def of(self, command: str, directory: str) -> dict[str, str]:
        """Program to the first line of ``PROGRAM --version``; empty where it says none in time.

        Asked are programs found on PATH outside ``directory``: what the tree itself brings may do
        anything, and its tree says which version it is.
        """
        program = shlex.split(command)[0]
        if program not in self._known:
            self._known[program] = self._ask(program, directory)
        said = self._known[program]
        return {program: said} if said else {}

    def _ask(self, program: str, directory: str) -> str:
        found = None if "/" in program else shutil.which(program, path=self._env.get("PATH"))
        if not found or os.path.realpath(found).startswith(os.path.realpath(directory) + os.sep):
            return ""
        try:
            done = run_command(f"{shlex.quote(found)} --version", directory, self._env, PATIENCE)
        except NotStarted:
            return ""
        lines = without_secrets(done.lines[:1], self._env)
        return one_line(lines[0], _WIDTH) if done.code == 0 and lines else ""
