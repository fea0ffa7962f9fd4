"""Commits that no commit-msg hook has judged, judged after the fact and named."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.enforcement.exempting_here import lawful_by_exemption
from agentops_git.enforcement.guarding import judge_changes
from agentops_git.enforcement.judge import judge_commit, needs_paths
from agentops_git.enforcement.law import Ruling, law_at, preset_ruling
from agentops_git.enforcement.message_search import MessageSearch, alone, leaks
from agentops_git.git.config import read_config
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.paths import changed_paths
from agentops_git.git.process import Git
from agentops_git.git.repository import Places
from agentops_git.message.printable import file_name, one_line, shell_word
from agentops_git.message.repair import repair
from agentops_git.rules.advice import blank
from agentops_git.rules.finding import Finding, Place

LEFT_TO_REBASE = ("M006",)
"""A fixup! commit is not unlawful before it has had its rebase."""
SHOWN = 3


class Unlawful(NamedTuple):
    """A commit that the law forbids; ``repairable``: a machine can put it right."""

    commit: Commit
    findings: tuple[Finding, ...]
    source: str
    repairable: bool


def unlawful(git: Git, places: Places, ids: Sequence[str]) -> list[Unlawful]:
    """Those of some new commits that the law before each of them forbids."""
    commits = list(read_commits(git, ("--no-walk=unsorted",), ids))
    ruled = [(one, ruling) for one in commits if (ruling := _ruling(git, places, one))]
    changes = _by_their_changes(git, ruled)
    found = (_judged(git, one, ruling, changes.get(one.id, ())) for one, ruling in ruled)
    return [each for each in found if each]


def _by_their_changes(
    git: Git, ruled: Sequence[tuple[Commit, Ruling]]
) -> dict[str, tuple[Finding, ...]]:
    """The errors in what the commits change, asked once for each law that rules some of them."""
    under: dict[str, tuple[Ruling, list[str]]] = {}
    for commit, ruling in ruled:
        under.setdefault(ruling.blob, (ruling, []))[1].append(commit.id)
    found: dict[str, tuple[Finding, ...]] = {}
    for ruling, ids in under.values():
        for finding in judge_changes(git, ruling, ids):
            if finding.level == "error" and (commit_id := finding.place.commit):
                found[commit_id] = (*found.get(commit_id, ()), finding)
    return found


def _judged(
    git: Git, commit: Commit, ruling: Ruling, changes: tuple[Finding, ...]
) -> Unlawful | None:
    findings = _errors(git, commit, ruling)
    whole = findings + changes
    if not whole or lawful_by_exemption(git, read_config(git), ruling, whole):
        return None
    mended = commit._replace(message=repair(commit.message))
    repairable = not changes and not _errors(git, mended, ruling)
    return Unlawful(commit, whole, ruling.source, repairable)


def _ruling(git: Git, places: Places, commit: Commit) -> Ruling | None:
    """The law that stood before the commit; None where it brings one, or is older than it."""
    parent = commit.parents.partition(" ")[0]
    ruling = law_at(git, places, parent) if parent else None
    if ruling:
        return ruling
    if law_at(git, places, commit.id) or law_at(git, places, "HEAD"):
        return None
    preset = read_config(git).get("agentops.preset", "core")
    return preset_ruling(preset, "the repository has no constitution")


def _errors(git: Git, commit: Commit, ruling: Ruling) -> tuple[Finding, ...]:
    paths = changed_paths(git, [commit.id]) if needs_paths(ruling.law) else None
    findings = judge_commit(commit, ruling.law, paths)
    findings = alone(findings + MessageSearch(ruling.law).of(commit.message, Place(commit.id)))
    return tuple(f for f in findings if f.level == "error" and f.code not in LEFT_TO_REBASE)


def name(found: Unlawful, head: bool) -> None:
    """Say on stderr which commit it is, why, and what mends it."""
    commit, findings = found.commit, found.findings
    subject = "…" if leaks(findings) else commit.message.partition("\n")[0]
    lines = [
        f"agentops: {commit.id[:10]} ({one_line(subject, 50)}) "
        f"is against the law, and no commit-msg hook refused it ({one_line(found.source)})",
        *(f"  {f.code}: {_where(f)}{one_line(f.message, 100)}" for f in findings[:SHOWN]),
    ]
    if len(findings) > SHOWN:
        lines.append(f"  and {len(findings) - SHOWN} more: agentops-git check {commit.id[:10]}^!")
    lines.append(f"  mend it: {_command(found, head)}")
    sys.stderr.write("\n".join(lines) + "\n")


def _where(finding: Finding) -> str:
    path = finding.place.path
    return f"{file_name(path)}: " if path else ""


def _command(found: Unlawful, head: bool) -> str:
    if not head:
        start = f"{found.commit.id[:10]}^" if found.commit.parents else "--root"
        return f"git rebase --interactive {start} (and mark it reword)"
    if found.repairable:
        return "git commit --amend --no-edit (the hook puts the trailers together)"
    missing = [f.key for f in found.findings if f.code == "T001" and f.key]
    if not missing or any(f.code != "T001" for f in found.findings):
        return "git commit --amend"
    trailers = " ".join(f"--trailer {shell_word(blank(key))}" for key in missing)
    return f"git commit --amend --no-edit {trailers}"
