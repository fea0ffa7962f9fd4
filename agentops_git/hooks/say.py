"""What hooks say, all of it on stderr: git shows that to whoever commits or pushes."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agentops_git.message.printable import file_name, one_line, printable
from agentops_git.rules.finding import Finding

if TYPE_CHECKING:  # every module counts in commit-msg
    from agentops_git.enforcement.ranges import Report
    from agentops_git.enforcement.verdict import Verdict

ADVICE = 3
"""How many warnings an accepted commit shows: more would be noise."""
REFUSED = 10
"""How many refused commits a push shows."""


def say_refusal(verdict: "Verdict", source: str, kept: str) -> None:
    """Say why a message is refused, and how to take it up again."""
    say_findings(verdict.findings, source)
    name = kept if kept.isascii() and " " not in kept else f"'{kept}'"
    write(
        f"Refused by {one_line(source)}. Your message is kept; take it up again with:\n"
        f"  git commit -e -F {printable(name)}\n"
    )


def say_advice(findings: Sequence[Finding]) -> None:
    """Show the warnings of an accepted message, a line a rule, and no more than a few."""
    rules: dict[str, list[str]] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(one_line(finding.message, 120))
    for code in [*rules][:ADVICE]:
        write(f"agentops: {code} {'; '.join(rules[code])}\n")
    if len(rules) > ADVICE:
        write(f"agentops: and {len(rules) - ADVICE} more: agentops-git check HEAD^..HEAD\n")


def say_staged(findings: Sequence[Finding]) -> None:
    """Show the warnings on an accepted change, a line a rule: the first, and how many more."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(finding)
    for code, (first, *others) in rules.items():
        where = f"{file_name(first.place.path)}: " if first.place.path else ""
        more = f" (and {len(others)} more: agentops-git check --staged)" if others else ""
        write(f"agentops: {code} {where}{one_line(first.message, 120)}{more}\n")


def say_exempted(findings: Sequence[Finding]) -> None:
    """Count what exemptions cover, a line a rule: none of it passes unsaid."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(finding)
    for code, (first, *others) in rules.items():
        more = f" (and {len(others)} more)" if others else ""
        write(f"agentops: exempted: {code} {one_line(first.message, 200)}{more}\n")


def say_reports(reports: Sequence["Report"]) -> bool:
    """Say what range checks found; whether any of them refuses."""
    for report in reports:
        for notice in report.notices:
            write(f"agentops: {one_line(notice)}\n")
        say_exempted(report.exempted)
        if report.refuses:
            _say_refused(report)
        elif report.findings:
            _say_warned(report)
    return any(report.refuses for report in reports)


def _say_warned(report: "Report") -> None:
    """One line: where nothing is refused, a push of an old history is no place to read it.

    What is said of the push itself is a line each: ``check`` would not say it again.
    """
    from agentops_git.report.place import count

    on_commits = [finding for finding in report.findings if finding.place.commit]
    for finding in report.findings:
        if not finding.place.commit:
            write(f"agentops: {finding.code} {one_line(finding.message)}\n")
    if not on_commits:
        return
    commits = len({finding.place.commit for finding in on_commits})
    warnings = count(len(on_commits), "warning")
    write(
        f"agentops: {warnings} on {commits} of {count(report.commits, 'new commit')} by "
        f"{one_line(report.source)}; to read them: agentops-git check\n"
    )


def _say_refused(report: "Report") -> None:
    """Show the first commits that are refused: a push can bring thousands.

    Why an approval does not count is shown too: it may lie on another commit than what lacks it.
    """
    wrong = dict.fromkeys(f.place.commit for f in report.findings if f.level == "error")
    shown = [*wrong][:REFUSED]
    void = [finding for finding in report.findings if finding.code == "H002"][:REFUSED]
    first = [each for each in report.findings if each.place.commit in shown or each in void]
    say_findings(first, report.source, report.commits)
    if len(wrong) > REFUSED:
        more = len(wrong) - REFUSED
        write(f"agentops: and {more} more commits are refused; see agentops-git check\n")


def say_findings(findings: Sequence[Finding], source: str, commits: int = 1) -> None:
    """Show findings whole, as ``check`` does; nothing where there are none."""
    if not findings:
        return
    from agentops_git.report import Context, render

    write(render(findings, "text", Context(law=source, range="", commits=commits)))


def write(text: str) -> None:
    """Say it on stderr. A verdict outlives a closed pipe: nobody hears it, and it stands."""
    try:
        sys.stderr.write(text)
    except OSError:
        return
