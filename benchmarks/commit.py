"""A whole ``git commit -m``: native hooks beside conventional-pre-commit through pre-commit."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.ground import MESSAGE, git, repository
from benchmarks.measure import Run, process, ratio

LOCAL = """\
repos:
- repo: local
  hooks:
  - id: conventional-pre-commit
    name: conventional-pre-commit
    entry: conventional-pre-commit
    language: system
    stages: [commit-msg]
"""


def rows() -> Iterator[str]:
    """One Markdown row."""
    with repository() as (ours, env), repository() as (theirs, their_env):
        process("agentops-git", "init", "--native", cwd=ours, env=env)()
        git(ours, env, "add", "CONSTITUTION.md")
        git(ours, env, "commit", "-q", "-F", ".git/agentops/first-message")
        (theirs / ".pre-commit-config.yaml").write_text(LOCAL)
        install = ("pre-commit", "install", "--hook-type", "commit-msg")
        process(*install, cwd=theirs, env=their_env)()
        git(theirs, their_env, "add", ".")
        measured = ratio(_commit(ours, env), _commit(theirs, their_env))
        yield f"| `git commit -m`, native hooks / conventional-pre-commit | {measured} |"


def _commit(path: Path, env: dict[str, str]) -> Run:
    return process("git", "commit", "-q", "--allow-empty", "-m", MESSAGE, cwd=path, env=env)
