"""G006 and G007: files that are too large for a history that keeps them for ever."""

from collections.abc import Iterator

from agentops_git.constitution.globs import any_path_matches
from agentops_git.git.changes import LINK
from agentops_git.rules.changes.model import Blob, Case, Fault
from agentops_git.rules.changes.shell import pathspec

KIB = 1024


def check_large(case: Case) -> Iterator[Fault]:
    """Compare each file that the change brings with the largest that the law allows."""
    yield from _over(case, case.guardrails.limits.file_kib, "file", binary=False)


def check_binary(case: Case) -> Iterator[Fault]:
    """The same for binary files, whose limit is another one; G006 names those over both."""
    yield from _over(case, case.guardrails.limits.binary_kib, "binary file", binary=True)


def _over(case: Case, most: int, what: str, binary: bool) -> Iterator[Fault]:
    for path, blob in _brought(case, most * KIB) if most else ():
        if not binary or (blob.binary and not _large(case, blob)):
            said = f"the {what} has {_kib(blob.size)} KiB; the law allows {most}"
            yield Fault(path, said, f"git rm --cached -- {pathspec(path)}")


def _large(case: Case, blob: Blob) -> bool:
    most = case.guardrails.limits.file_kib
    return bool(most) and blob.size > most * KIB


def _brought(case: Case, most: int) -> Iterator[tuple[str, Blob]]:
    """The files over ``most`` bytes that the change adds to the history; what moves is in it."""
    were: set[str] | None = None  # few are so large
    for file in case.change.files:
        blob = case.blobs.get(file.after.id)
        if blob is None or blob.size <= most or file.after.mode == LINK:
            continue
        if were is None:
            were = {old.id for other in case.change.files for old in other.before}
        if file.after.id in were:
            continue
        if not any_path_matches(case.guardrails.generated, file.path):
            yield file.path, blob


def _kib(size: int) -> int:
    """Rounded up, so that what is over a limit never reads as equal to it."""
    return -(-size // KIB)
