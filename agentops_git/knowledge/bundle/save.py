"""Draft a bundle from the commits since the last one."""

from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.data import data_text
from agentops_git.git.process import Git
from agentops_git.knowledge.bundle.draw import goal, phase, pieces
from agentops_git.knowledge.bundle.page import Plan, page
from agentops_git.knowledge.bundle.shelf import Bundle, bundle_at, bundles, folder, path_of
from agentops_git.knowledge.bundle.source import Source, changes_since, weigh
from agentops_git.knowledge.bundle.state import LONGEST, SECTIONS, Given, Pieces
from agentops_git.knowledge.stamp import stamp_of
from agentops_git.knowledge.worktree import WorkTree
from agentops_git.knowledge.written import render
from agentops_git.memory.mine import mine
from agentops_git.memory.store import Say
from agentops_git.message.printable import one_line

FIRST = 30
"""How many commits, along first parents, the first bundle goes back."""


class Asked(NamedTuple):
    """What ``bundle save`` was told; "" for what it was not."""

    name: str
    since: str
    given: Given
    limit: int


class Saved(NamedTuple):
    """What a bundle is to be: its file, the new text, and what its limit leaves out.

    ``text`` is None where the commits and what was given add nothing.
    """

    path: str
    text: str | None
    left: Pieces
    old: str | None


def draft(git: Git, tree: WorkTree, asked: Asked, say: Say) -> Saved:
    """The bundle of HEAD; UsageError before the first commit."""
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD").code != 0:
        raise UsageError("there are no commits yet, and a bundle is drawn from commits")
    standing = bundles(tree)
    old = _same(git, tree, asked, standing)
    since = _start(git, asked, old, standing)
    source = weigh(git, changes_since(git, since, folder(tree)))
    given = asked.given.over(old.given if old else Given())
    if not source.changes and not given.items and not given.goal:
        return Saved("", None, dict.fromkeys(SECTIONS, ()), None)
    return _saved(git, tree, asked._replace(since=since, given=given), old, source, say)


def _saved(
    git: Git, tree: WorkTree, asked: Asked, old: Bundle | None, source: Source, say: Say
) -> Saved:
    mined = mine(git, f"{asked.since}..HEAD" if asked.since else "HEAD", say)
    purpose = one_line(goal(mined, source, asked.given), LONGEST)
    name = old.name if old else asked.name or purpose
    path = old.path if old else path_of(tree, name)
    old = old or bundle_at(tree, path)
    given = asked.given.over(old.given) if old else asked.given
    if not mined.as_of:
        raise UsageError("there are no commits yet, and a bundle is drawn from commits")
    plan = Plan(
        name, purpose, phase(mined, given), asked.since, pieces(mined, source, given), given,
        source, asked.limit, stamp_of(mined.as_of),
    )  # fmt: skip
    if old:
        resting, left = _text(plan._replace(stamp=old.stamp), old)
        if resting == old.text:  # nothing but the commits that keep bundles came since
            return Saved(path, resting, left, old.text)
    made, left = _text(plan, old)
    return Saved(path, made, left, old.text if old else None)


def _text(plan: Plan, old: Bundle | None) -> tuple[str, Pieces]:
    document = old.document if old else None
    made, left = page(plan, document, data_text("templates/bundle.md"))
    return render(made, plan.stamp, document), left


def _same(git: Git, tree: WorkTree, asked: Asked, standing: Sequence[Bundle]) -> Bundle | None:
    """The bundle that is saved again: the one that was named, else the newest, if nothing but
    bundles was committed since."""
    if asked.name:
        return bundle_at(tree, path_of(tree, asked.name))
    newest = _newest(git, standing)
    if newest and not asked.since and not changes_since(git, newest.stamp.commit, folder(tree)):
        return newest
    return None


def _start(git: Git, asked: Asked, old: Bundle | None, standing: Sequence[Bundle]) -> str:
    if asked.since:
        return _commit(git, asked.since)
    if old and (not old.since or _known(git, old.since)):
        return old.since
    newest = _newest(git, [one for one in standing if not old or one.path != old.path])
    if newest:
        return newest.stamp.commit
    rows = git.text("rev-list", "--first-parent", f"--max-count={FIRST + 1}", "HEAD").split()
    return rows[FIRST] if len(rows) > FIRST else ""


def _newest(git: Git, standing: Sequence[Bundle]) -> Bundle | None:
    """The newest of them whose commit is in the history of HEAD."""
    return next((one for one in standing if _known(git, one.stamp.commit)), None)


def _known(git: Git, commit: str) -> bool:
    return git.ask("merge-base", "--is-ancestor", commit, "HEAD").code == 0


def _commit(git: Git, rev: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    done = git.ask(*asked)
    if done.code != 0:
        raise UsageError(f"--since {one_line(rev, 80)!r} names no commit here; see: git log")
    return done.out.decode().strip()
