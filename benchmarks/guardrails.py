"""Guardrails and secrets on staged files, pre-commit as a whole process: to python -c pass."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.ground import BIN, git, repository
from benchmarks.measure import process, ratio

FILES = 30
LIBRARY = Path(__file__).parents[1] / "agentops_git"


def rows() -> Iterator[str]:
    """One Markdown row for no file, for 30 of this project's own modules, and for check."""
    with repository() as (path, env):
        process("agentops-git", "init", "--native", cwd=path, env=env)()
        git(path, env, "add", "CONSTITUTION.md")
        git(path, env, "commit", "-q", "-F", ".git/agentops/first-message")
        base = process(BIN / "python", "-c", "pass", cwd=path, env=env)
        hook = process(path / ".git" / "hooks" / "pre-commit", cwd=path, env=env)
        yield f"| pre-commit hook, nothing staged | {ratio(hook, base)} |"
        size = _stage(path)
        git(path, env, "add", ".")
        what = f"{FILES} staged files, {size // 1024} KiB"
        yield f"| pre-commit hook, {what} | {ratio(hook, base)}, bar 15 |"
        check = process("agentops-git", "check", "--staged", cwd=path, env=env)
        yield f"| check --staged, {what} | {ratio(check, base)} |"


def _stage(path: Path) -> int:
    size = 0
    for number, module in enumerate(sorted(LIBRARY.glob("*/*.py"))[:FILES]):
        text = module.read_text()
        (path / f"m{number}.py").write_text(text)
        size += len(text)
    return size
