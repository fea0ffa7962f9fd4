"""Commits that break the law without an exemption: all of them, however they came in."""

from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.enforcement.exempting import with_exemptions
from agentops_git.enforcement.exempting_here import local_moment
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.local import named_range, ruling_of
from agentops_git.enforcement.ranges import Report, judge_range
from agentops_git.enforcement.since import law_origin
from agentops_git.errors import UsageError
from agentops_git.git.config import read_config
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.process import Git, GitFailed
from agentops_git.git.repository import places
from agentops_git.message.printable import one_line
from agentops_git.rules.finding import Finding


class Bypass(NamedTuple):
    """A commit that breaks the law: ``since`` is its committer's date, which is a claim.

    ``how``: ``merge``, ``older base`` (it does not descend from the law, so that no range
    check asked it), or ``unchecked``.
    """

    commit: Commit
    since: str
    how: str
    findings: tuple[Finding, ...]


class Audit(NamedTuple):
    """What was looked at: ``before`` commits are ancestors of the law, which ruled none of them."""

    source: str
    commits: int
    before: int
    bypasses: tuple[Bypass, ...]
    exempted: tuple[Finding, ...]


def audit_bypass(git: Git, named: str, law_rev: str | None, branch: str | None) -> Audit:
    """The commits of a range that break the law that rules here; UsageError without a law."""
    where, config = places(git), read_config(git)
    ruling, tip = ruling_of(git, where, config, law_rev, branch)
    if ruling is None or tip is None:
        raise UsageError("no constitution rules here, so nothing breaks it; see agentops-git init")
    try:  # no tip: those that don't descend from the law are judged as well
        report = judge_range(git, where, ruling, None, named_range(named))
    except GitFailed:
        raise UsageError(f"there is no range '{one_line(named, 80)}' here; write A..B") from None
    report = with_exemptions(git, ruling, report, local_moment(git, config))
    origin = law_origin(git, where, tip)
    return _audit(git, ruling, report, origin, named)


def _audit(git: Git, ruling: Ruling, report: Report, origin: str | None, named: str) -> Audit:
    errors: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.level == "error" and finding.place.commit:
            errors.setdefault(finding.place.commit, []).append(finding)
    before = _among(git, named, origin) if origin else set()
    under = _descending(git, named, origin) if origin else set()
    ids = [commit for commit in errors if commit not in before]
    bypasses = tuple(_bypasses(git, ids, under, errors))
    exempted = tuple(one for one in report.exempted if one.place.commit not in before)
    judged = report.commits - len(before)
    return Audit(ruling.source, judged, len(before), bypasses, exempted)


def _bypasses(
    git: Git, ids: list[str], under: set[str], errors: dict[str, list[Finding]]
) -> Iterator[Bypass]:
    if not ids:
        return
    dates = _dates(git, ids)
    for commit in read_commits(git, ("--no-walk=unsorted",), ids):
        how = "merge" if commit.merge else "unchecked" if commit.id in under else "older base"
        yield Bypass(commit, dates.get(commit.id, ""), how, tuple(errors[commit.id]))


def _dates(git: Git, ids: list[str]) -> dict[str, str]:
    out = git.text(
        "--no-replace-objects", "log", "--no-walk=unsorted", "--no-show-signature", "--stdin",
        "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%H %cd",
        data="".join(f"{each}\n" for each in ids).encode(),
    )  # fmt: skip
    return dict(line.split(" ", 1) for line in out.splitlines())


def _among(git: Git, named: str, origin: str) -> set[str]:
    """The commits of a range that are ancestors of the one that brought the law."""
    whole = set(_listed(git, named))
    return whole & ({*_listed(git, origin)} - {origin})


def _descending(git: Git, named: str, origin: str) -> set[str]:
    return {*_listed(git, f"--ancestry-path={origin}", named, f"^{origin}")}


def _listed(git: Git, *args: str) -> list[str]:
    return git.text("--no-replace-objects", "rev-list", *args, "--").split()
