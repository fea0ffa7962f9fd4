"""What commits changed: names of paths and patch-ids, many commits in one process."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from agentops_git.git.process import Git

_PATHS = (
    "diff-tree", "--stdin", "-z", "-r", "--root", "--raw", "--no-renames", "--no-ext-diff",
    "--no-textconv", "--diff-merges=first-parent", "--ignore-submodules=none",
)  # fmt: skip
_PATCHES = (
    "diff-tree", "--stdin", "-p", "--root", "--no-renames", "--no-textconv", "--no-ext-diff",
    "--full-index",
)  # fmt: skip
PATCHES_AT_ONCE = 64  # patches are handed over in memory


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
    """The patch-id of each commit that has one; merges and empty commits have none."""
    found: dict[str, str] = {}
    for at in range(0, len(ids), PATCHES_AT_ONCE):
        found.update(_some_patch_ids(git, ids[at : at + PATCHES_AT_ONCE]))
    return found


def _some_patch_ids(git: Git, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    patches = git.ask(*_PATCHES, data=_lines(ids))
    if patches.code != 0:  # blobs that a partial clone lacks
        return
    for line in git.text("patch-id", "--stable", data=patches.out).splitlines():
        patch, _, commit = line.partition(" ")
        yield commit, patch


def _lines(ids: Collection[str]) -> bytes:
    return "".join(f"{oid}\n" for oid in ids).encode()
