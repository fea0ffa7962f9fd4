"""What the subcommands share: bundles as JSON, and the words for freshness."""

from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.bundle.freshness import Freshness
from agentops_git.knowledge.bundle.shelf import Bundle, bundles, folder, named
from agentops_git.knowledge.bundle.state import SECTIONS, Piece
from agentops_git.knowledge.worktree import WorkTree, work_tree
from agentops_git.message.printable import one_line

Json = dict[str, object]


def one_of(git: Git, name: str | None) -> tuple[WorkTree, Bundle]:
    """The bundle of that name, else the newest; UsageError where there is none."""
    tree = work_tree(git)
    if name:
        return tree, named(tree, name)
    every = bundles(tree, say)
    if not every:
        raise UsageError(
            f"no bundle in {one_line(folder(tree))} yet; make one: agentops-git bundle save"
        )
    return tree, every[0]


def data(bundle: Bundle, fresh: Freshness) -> Json:
    """One bundle as JSON (docs/json.md)."""
    items = bundle.items
    return {
        "name": bundle.name,
        "path": bundle.path,
        "goal": bundle.goal,
        "phase": bundle.phase or None,
        "saved_at": bundle.stamp.commit,
        "saved_at_date": bundle.stamp.date,
        "since": bundle.since or None,
        "tokens": bundle.tokens,
        "limit": bundle.limit,
        "drawn_from": {
            "commits": bundle.commits, "tokens": bundle.drawn_from, "whole": bundle.drawn_whole,
        },
        "compression": bundle.compression,
        "freshness": {
            "state": fresh.state, "commits": fresh.commits, "files": list(fresh.files),
        },
        **{name: [_piece(one) for one in items.get(name, ())] for name in SECTIONS},
    }  # fmt: skip


def _piece(one: Piece) -> Json:
    return {"text": one.text, "commit": one.commit or None}
