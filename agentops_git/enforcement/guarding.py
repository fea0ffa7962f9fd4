"""Guardrails on the changes of commits and of the index: what is gathered, and what is said."""

from collections.abc import Iterator, Sequence

from agentops_git.constitution.guards import Guardrails
from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.at_work import agents_here, agents_of
from agentops_git.enforcement.counting import changed_lines
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.reading import brought_by
from agentops_git.enforcement.reading_apart import read_apart
from agentops_git.enforcement.searching import Searcher
from agentops_git.enforcement.situation import Situation, parents_to_be
from agentops_git.git.changes import Change, commit_changes, staged_changes
from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from agentops_git.rules.changes.agents import check_agents
from agentops_git.rules.changes.guarded import guarded
from agentops_git.rules.changes.judge import judge_change
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.finding import Finding, Place, as_warning
from agentops_git.rules.levels import level_of

_AT_ONCE = 1000
"""So many commits are gathered at once: memory stays bounded, and processes few."""


def judge_changes(git: Git, ruling: Ruling, commits: Sequence[str]) -> tuple[Finding, ...]:
    """The findings on what commits (full ids) change, in their order."""
    found: list[Finding] = []
    for start in range(0, len(commits), _AT_ONCE):
        changes = [*commit_changes(git, commits[start : start + _AT_ONCE])]
        if changes:
            found += _judge(git, ruling.law, changes)
    return tuple(_with_subjects(git, ruling.law, found)) if found else ()


def _judge(git: Git, law: Constitution, changes: Sequence[Change]) -> Iterator[Finding]:
    ids = [change.commit for change in changes if change.commit]
    agents = agents_of(git, law, ids)
    searcher = Searcher(git, law, changes)
    for case in _cases(git, law, changes, searcher):
        yield from _findings(case._replace(agents=agents.get(case.change.commit or "", ())))
        yield from searcher.findings(case.change)


def judge_index(here: Situation, change: Change) -> tuple[Finding, ...]:
    """The findings on what is staged; a guarded path is a warning: no approval can exist yet."""
    law = here.ruling.law
    searcher = Searcher(here.git, law, [change])
    (case,) = _cases(here.git, law, [change], searcher)
    case = case._replace(agents=agents_here(law, here.env))
    found = (
        *_findings(case),
        *searcher.findings(change),
        *(_guarded(change, law) if _rules(here) else ()),
    )
    return tuple(map(_advised, found)) if here.ruling.advisory else found


def _advised(finding: Finding) -> Finding:
    """The commit that brings the law fails by none of its rules; but no secret comes with it."""
    return finding if finding.code == "G018" else as_warning(finding)


def _rules(here: Situation) -> bool:
    """Whether a law stands already: the commit that brings one changes nothing that it guards."""
    return bool(here.ruling.blob) and not here.ruling.advisory


def judge_agents(here: Situation, agents: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings on staged paths that these agents may not touch."""
    law = here.ruling.law
    change = staged_changes(here.git, parents_to_be(here))
    case = Case(change, law, law.guardrails or Guardrails(), {}, agents)
    found = (_finding(case, "G003", fault) for fault in check_agents(case))
    return () if level_of(law, "G003") == "off" else tuple(found)


def _cases(
    git: Git, law: Constitution, changes: Sequence[Change], searcher: Searcher
) -> Iterator[Case]:
    guardrails = law.guardrails or Guardrails()
    blobs = read_apart(git, brought_by(changes), searcher)
    searcher.compare(git, changes)
    lines = changed_lines(git, law, changes, blobs)
    for change, count in zip(changes, lines, strict=True):
        yield Case(change, law, guardrails, blobs, lines=count)


def _findings(case: Case) -> Iterator[Finding]:
    for code, fault in judge_change(case):
        yield _finding(case, code, fault)


def _finding(case: Case, code: str, fault: Fault) -> Finding:
    place = Place(case.change.commit, path=fault.path or None, line=fault.line)
    level = level_of(case.law, code)
    return Finding(code, level, fault.message, place, suggestion=fault.suggestion)


def _guarded(change: Change, law: Constitution) -> Iterator[Finding]:
    if level_of(law, "G002") == "off":
        return
    people = bool(law.approvers and law.approvers.people)
    paste = "agentops-git gate request HEAD  # once it is committed" if people else None
    for path, why in guarded(change, law):
        said = f"a guarded path changes ({why})" + (": it will need an approval" if people else "")
        yield Finding("G002", "warn", said, Place(path=path), suggestion=paste)


def _with_subjects(git: Git, law: Constitution, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings with their commits' subjects; warnings where a host's button made a commit
    that a protected branch holds: the pull request was the place to mend it."""
    from agentops_git.enforcement.published import by_host, settled_among  # not for the index

    ids = list(dict.fromkeys(finding.place.commit or "" for finding in findings))
    commits = {one.id: one for one in read_commits(git, ("--no-walk=unsorted",), ids)}
    hosts = [commit.id for commit in commits.values() if by_host(commit)]
    settled = settled_among(git, hosts, law)
    for finding in findings:
        commit = commits[finding.place.commit or ""]
        subject = commit.message.partition("\n")[0]
        finding = finding._replace(place=finding.place._replace(subject=subject))
        yield as_warning(finding) if commit.id in settled else finding
