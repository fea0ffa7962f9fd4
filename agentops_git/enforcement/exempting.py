"""Exemptions applied to findings: what they cover leaves the findings, and is counted."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.ranges import Report
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git
from agentops_git.rules.finding import Finding
from agentops_git.rules.levels import level_of

if TYPE_CHECKING:  # a lawful push loads none of it
    from agentops_git.evidence.exemptions.judging import Void
    from agentops_git.evidence.exemptions.statement import Exemption, Unreadable


class Split(NamedTuple):
    """The findings that stand, with those on exemptions that do not count; and the exempted."""

    findings: tuple[Finding, ...]
    exempted: tuple[Finding, ...]


def with_exemptions(git: Git, ruling: Ruling | None, report: Report, moment: Moment) -> Report:
    """The report without the findings that exemptions cover."""
    if ruling is None or ruling.advisory or not report.findings:
        return report
    findings, exempted = split(git, ruling, report.findings, moment)
    return report._replace(findings=findings, exempted=report.exempted + exempted)


def split(
    git: Git,
    ruling: Ruling,
    findings: Sequence[Finding],
    moment: Moment,
    message: str | None = None,
) -> Split:
    """Apply the exemptions in the commits' trailers and in notes to findings.

    ``message`` is that of a commit which is still to be made, to which the findings without a
    commit belong.
    """
    from agentops_git.enforcement.exemptions_here import Here

    here = Here(git, ruling, findings, moment, message)
    kept: list[Finding] = []
    exempted: list[Finding] = []
    said: set[Finding] = set()
    for finding in findings:
        tried = here.tried(finding)
        good = next((one for one, wrong in tried if wrong is None), None)
        if good:
            exempted.append(_counted(finding, good))
            continue
        kept.append(finding)
        more = [each for each in _faults(ruling.law, finding, tried) if each not in said]
        said.update(more)
        kept += more
    return Split(tuple(kept), tuple(exempted))


def _counted(finding: Finding, one: "Exemption | Unreadable") -> Finding:
    from agentops_git.message.printable import one_line
    from agentops_git.notes.line import utc

    until = f"exempt until {utc(getattr(one, 'until', 0))} by {one_line(one.where, 80)}"
    said = f"{finding.message}; {until}: {one_line(getattr(one, 'reason', ''), 120)}"
    return finding._replace(message=said, suggestion=None)


def _faults(
    law: Constitution,
    finding: Finding,
    tried: "Sequence[tuple[Exemption | Unreadable, Void | None]]",
) -> Iterator[Finding]:
    """What is wrong with the exemptions that were meant for a finding."""
    for one, wrong in tried:
        if wrong and (level := level_of(law, wrong.code)) != "off":
            said = f"the exemption from {finding.code} in {one.where} {wrong.why}"
            yield Finding(wrong.code, level, said, finding.place._replace(path=None, line=0))
