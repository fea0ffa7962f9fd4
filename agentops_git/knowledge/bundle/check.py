"""What is wrong with the bundles of a work tree."""

from collections.abc import Iterator

from agentops_git.errors import UsageError
from agentops_git.files.conflicts import conflict_in
from agentops_git.git.process import Git
from agentops_git.knowledge.bundle.freshness import freshness
from agentops_git.knowledge.bundle.shelf import Bundle, bundle_if_ours, paths
from agentops_git.knowledge.worktree import WorkTree
from agentops_git.message.printable import one_line


def findings(git: Git, tree: WorkTree, stale: int) -> Iterator[str]:
    """One line for each thing that is wrong, by file: its form, its limit, its freshness."""
    for path in paths(tree):
        try:
            bundle = bundle_if_ours(tree, path)
        except UsageError as error:
            yield str(error)
            continue
        if bundle:
            yield from _of(git, bundle, stale)


def _of(git: Git, bundle: Bundle, stale: int) -> Iterator[str]:
    where = one_line(bundle.path)
    if line := conflict_in(bundle.text):
        yield f"{where}:{line}: a merge conflict; save it again or settle it"
    if bundle.tokens > bundle.limit:
        yield f"{where}: {bundle.tokens} tokens, and its limit is {bundle.limit}; shorten it"
    fresh = freshness(git, bundle, stale)
    if fresh.state in ("stale", "unknown"):
        yield f"{where}: {fresh.said}; save it again or remove it"
