"""Where history is kept: stash, garbage collection, clones, worktrees."""

import shutil

from tests.survival.ground import Topic
from tests.survival.operations import copies, merges, rebases
from tests.survival.operations.rows import row

GROUP = "Storage"


def _collect(repo: Topic, *, notes: bool = False) -> None:
    """Let git forget every commit that no ref reaches, and its notes if ``notes``."""
    repo.git("tag", "--delete", "old-tip", "first", code=None)
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("update-ref", "-d", "ORIG_HEAD")
    repo.git("gc", "--quiet", "--prune=now")
    if notes:
        for ref in ("refs/notes/commits", "refs/notes/agentops/learnings"):
            repo.git("notes", f"--ref={ref}", "prune")


def _cloned(repo: Topic, *options: str) -> None:
    """Put a clone of the repository where the repository stood, which is now its remote."""
    remote = repo.path.with_name("remote.git")
    repo.git("clone", "--quiet", "--bare", "--no-local", ".", str(remote))
    repo.git("push", "--quiet", str(remote), "refs/notes/*:refs/notes/*")
    shutil.rmtree(repo.path)
    repo.path.mkdir()
    repo.git("clone", "--quiet", *options, remote.as_uri(), ".")


@row(GROUP, "`stash`, then `stash pop` and `commit --amend`")
def stash(repo: Topic) -> str:
    repo.stage("src/limit.txt", "limit\n\n")
    repo.git("stash", "--quiet")
    repo.git("stash", "pop", "--quiet", "--index")
    repo.stage("src/limit.txt", "limit\n")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    return "topic"


@row(GROUP, "`gc --prune=now` and `notes prune`", beside=False)
def gc(repo: Topic) -> str:
    _collect(repo, notes=True)
    return "topic"


@row(GROUP, "`rebase`, then `gc --prune=now` and `notes prune`", beside=False)
def rebase_gc(repo: Topic) -> str:
    rebases.merge_backend(repo)
    _collect(repo, notes=True)
    return "topic"


@row(GROUP, "`merge --squash`, `commit -m`, topic deleted, then `gc --prune=now`", beside=False)
def squash_gc(repo: Topic) -> str:
    merges.squash_m(repo)
    repo.git("branch", "--quiet", "-D", "topic")
    _collect(repo)
    return "main"


@row(GROUP, "`cherry-pick`, topic deleted, then `gc --prune=now`", beside=False)
def pick_gc(repo: Topic) -> str:
    copies.pick(repo)
    repo.git("branch", "--quiet", "-D", "topic")
    _collect(repo)
    return "main"


@row(GROUP, "`cherry-pick`, topic deleted, then `gc --prune=now` and `notes prune`", beside=False)
def pick_gc_prune(repo: Topic) -> str:
    copies.pick(repo)
    repo.git("branch", "--quiet", "-D", "topic")
    _collect(repo, notes=True)
    return "main"


@row(
    GROUP,
    "`cherry-pick`, topic deleted, `agentops-git note recover`, then `gc` and `notes prune`",
    beside=False,
)
def pick_recover_gc_prune(repo: Topic) -> str:
    copies.pick(repo)
    repo.git("branch", "--quiet", "-D", "topic")
    repo.git("tag", "--delete", "old-tip", "first")
    if repo.ours:
        repo.tool_here("note", "recover", "--write")
    _collect(repo, notes=True)
    return "main"


@row(GROUP, "`clone`, then `agentops-git sync`", beside=False)
def clone(repo: Topic) -> str:
    _cloned(repo, "--branch", "topic")
    if repo.ours:
        repo.tool_here("sync")
    return "topic"


@row(GROUP, "`clone --depth 1`, then `agentops-git sync`", beside=False)
def shallow(repo: Topic) -> str:
    _cloned(repo, "--branch", "topic", "--depth", "1")
    if repo.ours:
        repo.tool_here("sync")
    return "topic"


@row(GROUP, "`clone --depth 1`, `agentops-git sync`, then `fetch --unshallow`", beside=False)
def unshallow(repo: Topic) -> str:
    shallow(repo)
    repo.tool_here("learnings", "--json")  # the index has seen the shallow history
    repo.git("fetch", "--quiet", "--unshallow")
    return "topic"


def _worktree(repo: Topic) -> Topic:
    path = repo.path.with_name("linked")
    repo.at("main").git("worktree", "add", "--quiet", str(path), "topic")
    return Topic(path, repo.setup)


@row(GROUP, "`commit --amend -m` in a linked worktree, no trailers")
def worktree_amend(repo: Topic) -> str:
    linked = _worktree(repo)
    linked.git("commit", "--quiet", "--amend", "-m", "feat(limit): refuse a dozen at once")
    return "topic"


@row(GROUP, "`rebase -i`, `squash` in a linked worktree, which is then removed", beside=False)
def worktree_rebase(repo: Topic) -> str:
    linked = _worktree(repo)
    rebases.squash(linked)
    repo.git("worktree", "remove", str(linked.path))
    return "topic"


@row(GROUP, "`merge --squash` in a linked worktree, then `commit -m`")
def worktree_squash(repo: Topic) -> str:
    path = repo.path.with_name("linked")
    repo.git("worktree", "add", "--quiet", "-b", "release", str(path), "main")
    linked = Topic(path, repo.setup)
    linked.git("merge", "--quiet", "--squash", "topic")
    linked.git("commit", "--quiet", "-m", merges.SUBJECT)
    return "release"
