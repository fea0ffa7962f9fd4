"""Patch-ids: what a commit changes, whatever it stands on. A user's diff settings change none."""

from collections.abc import Sequence

from agentops_git.git.process import Git, GitFailed

_DIFF = (
    "--no-replace-objects", "diff-tree", "--stdin", "-p", "--no-renames",
    "--no-textconv", "--no-ext-diff", "--full-index", "--no-color",
)  # fmt: skip


def patch_ids(git: Git, commits: Sequence[str], roots: bool = True) -> dict[str, str]:
    """Commit to stable patch-id in two processes; merges and empty commits have none.

    Nor have those without a parent here, unless ``roots``: all their files are then the change.
    """
    if not commits:
        return {}
    how = ("--root",) if roots else ()
    diffs = git.stream(*_DIFF, *how, data="".join(f"{commit}\n" for commit in commits).encode())
    ids = git.stream("patch-id", "--stable", stdin=diffs.hand_over())
    rows = b"".join(ids).decode("ascii", "replace").splitlines()
    for name, done in (("diff-tree", diffs.close()), ("patch-id", ids.close())):
        if done.code != 0:
            raise GitFailed((name,), done.code, done.err)
    return {commit: patch for patch, _, commit in (row.partition(" ") for row in rows)}
