"""The names of the paths that commits change, in one process."""

from collections.abc import Sequence

from agentops_git.git.process import Git


def changed_paths(git: Git, commits: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Commit to the paths it changes; a rename is two paths, a merge changes none."""
    if not commits:
        return {}
    out = git.run(
        "--no-replace-objects", "diff-tree", "--stdin", "-z", "-r", "--root", "--name-only",
        "--no-renames", "--no-ext-diff", data="".join(f"{commit}\n" for commit in commits).encode(),
    )  # fmt: skip
    wanted = set(commits)
    paths: dict[str, list[str]] = {commit: [] for commit in commits}
    current: list[str] = []
    for item in out.decode("utf-8", "surrogateescape").split("\0"):
        if item in wanted:
            current = paths[item]
        elif item:
            current.append(item)
    return {commit: tuple(names) for commit, names in paths.items()}
