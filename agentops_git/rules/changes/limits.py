"""G004 and G005: how much one commit changes, and how many files it deletes."""

from collections.abc import Iterator

from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import Guardrails
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import pathspec

USUALLY_GENERATED = (
    "vendor/", "node_modules/", "third_party/", "*.lock", "package-lock.json", "pnpm-lock.yaml",
    "npm-shrinkwrap.json", "go.sum", "*.min.js", "*.min.css", "*.map", "*_pb2.py", "*.pb.go",
)  # fmt: skip
"""Generated and vendored paths that no law needs to name, before a limit counts them."""

_SPLIT = "git reset --soft HEAD^  # then commit it in parts: git add --patch"


def counted(path: str, guardrails: Guardrails) -> bool:
    """Whether the limits of files, lines and deletions count a path."""
    return not any_path_matches((*guardrails.generated, *USUALLY_GENERATED), path)


def check_size(case: Case) -> Iterator[Fault]:
    """Compare the number of files and lines with what the law allows for one commit."""
    limits = case.guardrails.limits
    if limits.files and len(case.change.files) > limits.files:
        files = sum(counted(file.path, case.guardrails) for file in case.change.files)
        if files > limits.files:
            yield _too_much(case, f"{files} files", limits.files)
    if limits.lines and case.lines is not None and case.lines > limits.lines:
        yield _too_much(case, f"{case.lines} lines", limits.lines)


def _too_much(case: Case, much: str, limit: int) -> Fault:
    split = "git reset  # then stage it in parts: git add --patch"
    said = f"the commit changes {much}; the law allows {limit} in one commit"
    return Fault("", said, _SPLIT if case.change.commit else split)


def check_deletions(case: Case) -> Iterator[Fault]:
    """Compare the number of deleted files with what the law allows for one commit."""
    most = case.guardrails.limits.deletions
    if not most or len(case.change.files) <= most:
        return
    gone = [path for path in _lost(case) if counted(path, case.guardrails)]
    if len(gone) > most:
        said = f"the commit deletes {len(gone)} files; the law allows {most} in one commit"
        yield Fault("", said, _to_restore(case.change.commit, _common(gone)))


def _lost(case: Case) -> list[str]:
    """The deleted paths whose contents stand at no other path now: a move deletes nothing."""
    brought = {file.after.id for file in case.change.files if file.added}
    deleted = (file for file in case.change.files if file.deleted)
    return [file.path for file in deleted if not any(old.id in brought for old in file.before)]


def _to_restore(commit: str | None, where: str) -> str:
    source = f"{commit[:12]}^" if commit else "HEAD"
    return f"git restore --staged --worktree --source={source} -- {pathspec(where)}"


def _common(paths: list[str]) -> str:
    """The directory that holds all of them, the top's as a dot."""
    first, last = min(paths), max(paths)
    shared = 0
    for one, other in zip(first.split("/")[:-1], last.split("/")[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "/".join(first.split("/")[:shared]) or "."
