"""G011: files that become executable."""

from collections.abc import Iterator

from agentops_git.git.changes import EXECUTABLE
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import ansi_word


def check_executables(case: Case) -> Iterator[Fault]:
    """Say which files are executable now and were not; a moved one stays what it was."""
    were = {old.id for file in case.change.files for old in file.before if old.mode == EXECUTABLE}
    for file in case.change.files:
        if file.after.mode != EXECUTABLE or file.after.id in were:
            continue
        if all(old.mode != EXECUTABLE for old in file.before):
            said = "the file becomes executable" if not file.added else "the new file is executable"
            yield Fault(file.path, said, f"git update-index --chmod=-x -- {ansi_word(file.path)}")
