"""Stored commits, judged by one law."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.model import Constitution
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.enforcement.message_search import MessageSearch
from agentops_git.git.history import Commit, commits_in
from agentops_git.message.model import Entry
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.screen import Screen, plain_subject, screen_for

Paths = Mapping[str, tuple[str, ...]]


class Failing(NamedTuple):
    """A commit, and where it fails."""

    commit: Commit
    findings: tuple[Finding, ...]


class Judged(NamedTuple):
    """What judging a run of commits gives: each commit's parents and tree, and the failing ones.

    ``leaks`` are what messages hold that no message may, whoever wrote it.
    """

    parents: dict[str, str]
    trees: dict[str, str]
    failing: dict[str, Failing]
    leaks: dict[str, tuple[Finding, ...]]


def judge_of(law: Constitution, paths: Paths | None) -> Callable[[bytes], Judged]:
    """What judges blocks of commits by one law; ``paths`` are needed where ``needs_paths(law)``."""
    passes = _screen_of(law, paths)
    leaks_of = MessageSearch(law).of_commits

    def judge_block(block: bytes) -> Judged:
        judged = Judged({}, {}, {}, {})
        commits = [*commits_in(block)]
        judged.leaks.update(leaks_of(commits))
        for commit in commits:
            judged.parents[commit.id] = commit.parents
            judged.trees[commit.id] = commit.tree
            if not passes(commit) and (found := judge_commit(commit, law, paths)):
                judged.failing[commit.id] = Failing(commit, found)
        return judged

    return judge_block


def _screen_of(law: Constitution, paths: Paths | None) -> Callable[[Commit], bool]:
    """Whether a commit surely is right; a policy is chosen once for each author and type."""
    screens: dict[tuple[object, ...], Screen | None] = {}

    def passes(commit: Commit) -> bool:
        subject = plain_subject(commit.message)
        if subject is None:
            return False
        changed = paths.get(commit.id, ()) if paths is not None else None
        key = (commit.author_name, commit.author_email, subject[1], commit.merge, changed)
        if key not in screens:
            policy = policy_for(law, _facts(commit, subject[1], "ordinary", False, paths))
            screens[key] = screen_for(policy) if policy else None
        screen = screens[key]
        return screen is not None and screen(commit.message, subject)

    return passes


def joined(blocks: Iterable[Judged]) -> Judged:
    """The blocks of one run as one."""
    whole = Judged({}, {}, {}, {})
    for block in blocks:
        whole.parents.update(block.parents)
        whole.trees.update(block.trees)
        whole.failing.update(block.failing)
        whole.leaks.update(block.leaks)
    return whole


def judge_commit(
    commit: Commit,
    law: Constitution,
    paths: Paths | None,
    published: bool = False,
    noted: tuple[Entry, ...] = (),
) -> tuple[Finding, ...]:
    """The findings of one stored commit, the most important first.

    ``published``: a remote holds it already, so that what notes and squash bodies say counts.
    """
    from agentops_git.message.record import read  # a lawful history never comes here
    from agentops_git.rules.message import judge

    record = read(commit.message)
    kind = proven_kind(commit.message, 2 if commit.merge else 1)
    agent = any(entry.key == "Assisted-by" for entry in record.entries)
    policy = policy_for(law, _facts(commit, record.subject.type, kind, agent, paths))
    if policy is None:
        return ()
    if published:
        policy = policy._replace(published=True)
        record = record._replace(entries=record.entries + noted)
    place = Place(commit.id, record.subject.text)
    return judge(record, commit.message, policy, place, stored=True)


def proven_kind(message: str, parents: int | None) -> str:
    """The kind of a commit; a revert that names nothing that it undoes is an ordinary one."""
    from agentops_git.message.subject import kind_of, names_what_it_undoes

    kind = kind_of(message, parents)
    undone = kind in ("revert", "reapply") and not names_what_it_undoes(message)
    return "ordinary" if undone else kind


def _facts(
    commit: Commit, type_: str | None, kind: str, agent: bool, paths: Paths | None
) -> CommitFacts:
    changed = None if paths is None else paths.get(commit.id, ())
    parents = commit.parents.count(" ") + 1 if commit.parents else 0
    return CommitFacts(
        commit.author_name, commit.author_email, type_, changed, parents, kind, agent
    )


def needs_paths(law: Constitution) -> bool:
    """Whether the law asks which paths a commit changes before it judges its message."""
    return bool(law.subtrees or law.exempt.paths)
