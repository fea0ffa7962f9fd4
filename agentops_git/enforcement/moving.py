"""Local branches that are about to move: what they would hold that nothing holds yet."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.enforcement.exempting import with_exemptions
from agentops_git.enforcement.exempting_here import local_moment
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.new_law import that_can_judge, with_new_law
from agentops_git.enforcement.ranges import Report, Selection, judge_range
from agentops_git.enforcement.since import standing_law
from agentops_git.git.config import read_config
from agentops_git.git.history import read_commits
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.git.repository import Places
from agentops_git.rules.finding import Finding

LEFT_TO_REBASE = ("M006",)
"""A fixup! commit is not unlawful before it has had its rebase."""
HELD = ("--not", "--branches", "--tags", "--remotes")
_Fault = tuple[str, str | None, str, str]


class Move(NamedTuple):
    """A branch (its full name) and the commit that it is about to hold."""

    ref: str
    new: str


class Judged(NamedTuple):
    """What was said of a move; ``old`` is where the branch, if it is new HEAD, stands."""

    move: Move
    old: str
    report: Report


def judge_moves_here(git: Git, places: Places, moves: Sequence[Move]) -> Iterator[Judged]:
    """Judge what branches bring by the law where each stands; HEAD's for a branch that is new.

    What a branch, a tag, a remote or FETCH_HEAD holds already is not judged, nor what does not
    descend from the law. Without a law nothing is.
    """
    names = [name for move in moves for name in (f"{move.ref}^{{commit}}", "HEAD^{commit}")]
    found = resolve(git, names)
    for number, move in enumerate(moves):
        old = found[2 * number] or found[2 * number + 1]
        ruling = that_can_judge(git, standing_law(git, places, old[0])) if old else None
        if old and ruling:
            yield Judged(move, old[0], _judge(git, places, ruling, old[0], move.new))


def _judge(git: Git, places: Places, ruling: Ruling, old: str, new: str) -> Report:
    revs = (new, *(f"^{commit}" for commit in fetched(git, places)))
    report = judge_range(git, places, ruling, old, Selection(revs, HELD))
    report = with_new_law(git, places, report, ruling, old, new)
    kept = tuple(one for one in report.findings if one.code not in LEFT_TO_REBASE)
    report = with_exemptions(
        git, ruling, report._replace(findings=kept), local_moment(git, read_config(git))
    )
    return _without_inherited(git, places, ruling, old, new, report) if report.refuses else report


def _without_inherited(
    git: Git, places: Places, ruling: Ruling, old: str, new: str, report: Report
) -> Report:
    """Without what commits that are replaced broke in the same way: a rebase breaks nothing."""
    replaced = judge_range(git, places, ruling, old, Selection((old, f"^{new}")))
    if not replaced.findings:
        return report
    before = {fault for fault, _ in _faults(git, replaced.findings)}
    left = [one for fault, one in _faults(git, report.findings) if fault not in before]
    return report._replace(findings=tuple(left))


def _faults(git: Git, findings: Sequence[Finding]) -> Iterator[tuple[_Fault, Finding]]:
    ids = list(dict.fromkeys(one.place.commit for one in findings if one.place.commit))
    texts = {one.id: one.message for one in read_commits(git, ("--no-walk=unsorted",), ids)}
    for one in findings:
        text = texts.get(one.place.commit or "", "")
        yield (one.code, one.place.path, one.message, text), one


def fetched(git: Git, places: Places) -> list[str]:
    """The commits that FETCH_HEAD names, of other repositories than this one."""
    try:
        with open(os.path.join(places.git_dir, "FETCH_HEAD"), encoding="utf-8") as file:
            rows = [row.rstrip("\n") for row in file]
    except (OSError, ValueError):
        return []
    ids = [row.partition("\t")[0] for row in rows if not row.endswith(" of .")]
    found = resolve(git, [f"{oid}^{{commit}}" for oid in ids])
    return [each[0] for each in found if each]
