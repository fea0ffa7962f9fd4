"""post-rewrite: what commits said goes with what they became, and what was melded is judged."""

import os
import sys
from collections.abc import Iterable

from agentops_git.crash import say
from agentops_git.errors import AgentopsError, ExitCode
from agentops_git.git.identity import committer
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.hooks.unseen import name, unlawful
from agentops_git.report.place import count
from agentops_git.survival.carrying import Groups, carry_notes
from agentops_git.survival.rewrite import keep_lost
from agentops_git.survival.todo import amending, replaced_messages


def run(argv: list[str]) -> int:
    """Carry notes and records old to new; name the melded commits that the law forbids."""
    event = argv[0] if argv else ""
    groups = _groups(sys.stdin) if event in ("amend", "rebase") else {}
    if not groups:
        return ExitCode.OK
    git = Git()
    where = places(git)
    if event == "amend" and os.path.isdir(os.path.join(where.git_dir, "rebase-merge")):
        return ExitCode.OK  # the rebase tells all of it at its end
    try:
        _carry(git, where, groups)
    except (AgentopsError, OSError) as error:
        say(f"notes were not carried to rewritten commits: {error}; run: agentops-git note recover")
    if event == "rebase":
        _name_melded(git, where, groups)
    return ExitCode.OK


def _groups(rows: Iterable[str]) -> dict[str, list[str]]:
    """``OLD NEW`` a row, as a mapping from the new commits."""
    groups: dict[str, list[str]] = {}
    for words in map(str.split, rows):
        if len(words) > 1 and words[0] != words[1]:
            groups.setdefault(words[1], []).append(words[0])
    return groups


def _carry(git: Git, where: Places, groups: Groups) -> None:
    me = committer(git)
    carried = carry_notes(git, groups, me)
    replaced = replaced_messages(where.git_dir)
    amends = amending(git, replaced.values())
    edited = [old for old, by in replaced.items() if by in amends]
    kept = keep_lost(git, groups, edited, me)
    said = [f"carried the notes of {count(carried, 'rewritten commit')}"] if carried else []
    said += [f"kept in notes what {count(kept, 'message')} lost"] if kept else []
    if said:
        sys.stderr.write(f"agentops: {'; '.join(said)}\n")


def _name_melded(git: Git, where: Places, groups: Groups) -> None:
    melded = [new for new, olds in groups.items() if len(olds) > 1]
    if not melded:
        return
    head = git.text("rev-parse", "HEAD")
    for found in unlawful(git, where, melded):
        name(found, found.commit.id == head)
