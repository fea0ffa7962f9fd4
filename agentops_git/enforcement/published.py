"""Commits that a remote already holds: they can't be rewritten, so all that is known counts."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.default_branch import default_branch, main_remotes
from agentops_git.enforcement.judge import Failing, Paths, judge_commit
from agentops_git.git.config import read_config
from agentops_git.git.history import Commit
from agentops_git.git.process import Git
from agentops_git.message.model import Entry
from agentops_git.rules.finding import as_warning

_HOSTS = ("noreply@github.com", "noreply@gitlab.com", "noreply@bitbucket.org")


def judge_published(
    git: Git,
    failing: Iterable[Failing],
    law: Constitution,
    paths: Paths | None,
    held: bool = False,
) -> Iterator[Failing]:
    """The failing commits, those that a remote holds (all, if ``held``) judged with their notes.

    What a host's own merge or squash left out of a protected branch is a warning: the pull
    request was the place where it could still be mended.
    """
    rows = list(failing)
    unpublished = set() if held else _unpublished(git, [row.commit.id for row in rows])
    published = [row.commit.id for row in rows if row.commit.id not in unpublished]
    notes = _notes(git) if published else {}
    settled = settled_among(git, [row.commit.id for row in rows if by_host(row.commit)], law)
    for row in rows:
        if row.commit.id in unpublished:
            yield row
            continue
        noted = notes.get(row.commit.id, ())
        found = judge_commit(row.commit, law, paths, published=True, noted=noted)
        if row.commit.id in settled:
            found = tuple(as_warning(finding) for finding in found)
        yield row._replace(findings=found)


def _notes(git: Git) -> Mapping[str, tuple[Entry, ...]]:
    from agentops_git.memory.noted import read_notes  # a lawful range needs none
    from agentops_git.memory.tips import notes_tips

    found = read_notes(git, notes_tips(git)).by_object
    return {
        oid: tuple(entry for one in noted for entry in one.entries) for oid, noted in found.items()
    }


def _unpublished(git: Git, commits: list[str]) -> set[str]:
    if not commits:
        return set()
    if not git.text("for-each-ref", "--count=1", "--format=%(refname)", "refs/remotes/"):
        return set(commits)  # a server: rev-list would walk all of its history
    data = "".join(f"{commit}\n" for commit in commits).encode()
    out = git.text("--no-replace-objects", "rev-list", "--stdin", "--not", "--remotes", data=data)
    return set(out.split())


def settled_among(git: Git, commits: Sequence[str], law: Constitution) -> set[str]:
    """Those of some commits that a remote's default branch or another protected one holds."""
    if not commits:
        return set()
    config = read_config(git)
    tips = {
        found.tip
        for remote in main_remotes(config)
        if (found := default_branch(git, config, remote, None, os.environ))
    }
    globs = [f"refs/remotes/*/{name}" for name in law.protected]
    if globs:
        tips |= {*git.text("for-each-ref", "--format=%(objectname)", *globs).split()}
    data = "".join(f"{rev}\n" for rev in [*commits, *(f"^{tip}" for tip in tips)]).encode()
    out = git.text("--no-replace-objects", "rev-list", "--stdin", data=data)
    return set(commits) - set(out.split())


def by_host(commit: Commit) -> bool:
    """Whether a host's button made the commit: the committer is the host, or it is a merge."""
    return commit.merge or commit.committer_email in _HOSTS
