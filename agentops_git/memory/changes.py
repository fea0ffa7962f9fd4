"""What commits changed: names of paths and patch-ids, many commits in one process."""

from collections.abc import Collection, Mapping, Sequence

from agentops_git.git.patch_ids import patch_ids as whole_patch_ids
from agentops_git.git.process import Git, GitFailed

_PATHS = (
    "diff-tree", "--stdin", "-z", "-r", "--root", "--raw", "--no-renames", "--no-ext-diff",
    "--no-textconv", "--diff-merges=first-parent", "--ignore-submodules=none",
)  # fmt: skip
TOGETHER = 64  # commits that go without a patch-id where one of them has a blob missing


def changed_paths(git: Git, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The paths that each commit changed against its first parent; all of a root commit's."""
    if not ids:
        return {}
    found: dict[str, list[str]] = {}
    current: list[str] = []
    out = git.run(*_PATHS, data=_lines(ids))
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        if token.startswith(":"):  # ":modes ids status", then the path
            current.append(next(tokens))
        elif token:
            current = found.setdefault(token, [])
    return {oid: tuple(dict.fromkeys(paths)) for oid, paths in found.items()}


def patch_ids(git: Git, ids: Sequence[str]) -> Mapping[str, str]:
    """The patch-id of each commit that has one; merges and empty commits have none.

    None either for commits whose blobs a partial clone lacks, and for a few beside them.
    """
    try:
        return whole_patch_ids(git, ids)
    except GitFailed:
        if len(ids) <= TOGETHER:
            return {}
    found: dict[str, str] = {}
    for at in range(0, len(ids), TOGETHER):
        found.update(patch_ids(git, ids[at : at + TOGETHER]))
    return found


def _lines(ids: Collection[str]) -> bytes:
    return "".join(f"{oid}\n" for oid in ids).encode()
