"""``check`` over 10,000 commits that all carry records, beside committed."""

from collections.abc import Iterator

from benchmarks.ground import repository, with_records
from benchmarks.measure import process, ratio

COMMITS = 10_000
RANGE = f"HEAD~{COMMITS}..HEAD"


def rows() -> Iterator[str]:
    """One Markdown row."""
    with repository() as (path, env):
        with_records(path, env, COMMITS)
        ours = process("agentops-git", "check", RANGE, cwd=path, env=env)
        theirs = process("committed", RANGE, cwd=path, env=env, codes=(0, 1))
        log = process("git", "log", "--format=%B", RANGE, cwd=path, env=env)
        yield f"| `check` / committed, {COMMITS:,} commits | {ratio(ours, theirs, 9)} |"
        yield f"| `check` / `git log --format=%B`, {COMMITS:,} commits | {ratio(ours, log, 9)} |"
