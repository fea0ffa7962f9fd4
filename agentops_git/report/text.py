"""Findings for people: what is wrong, and below it what to paste."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from agentops_git.message.printable import file_name, one_line, printable
from agentops_git.report import Context
from agentops_git.report.place import count
from agentops_git.rules.finding import Finding, Place

_LOOKS = {"error": "1;31", "warn": "33", "paste": "32", "commit": "1"}
_MESSAGE_WIDTH = 300


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write findings commit by commit; a suggestion that stands already is not said again."""
    if not findings:
        return _nothing(context) + "".join(f"{line}\n" for line in _exempted(context))
    lines: list[str] = []
    shown: set[str] = set()
    for place, group in groupby(findings, key=_under):
        lines += _heading(place, context)
        for _, same in groupby(group, key=lambda finding: (finding.code, finding.level)):
            lines += _same_rule([*same], shown, context)
    return "\n".join([*lines, *_summary(findings, context), *_exempted(context), ""])


def _under(finding: Finding) -> Place:
    """What a finding stands below: its commit, else its file."""
    place = finding.place
    return Place(place.commit, place.subject, None if place.commit else place.path)


def _nothing(context: Context) -> str:
    return f"{count(context.commits, 'commit')} judged{_by(context)}: nothing to mend\n"


def _heading(place: Place, context: Context) -> Iterator[str]:
    if place.commit:
        where = f"commit {place.commit[:12]}  {one_line(place.subject, 60)}"
        yield _look("commit", where.rstrip(), context)
    elif place.path:
        yield _look("commit", file_name(place.path), context)


def _same_rule(findings: list[Finding], shown: set[str], context: Context) -> Iterator[str]:
    for finding in findings:
        level = _look(finding.level, f"{finding.level:5}", context)
        place = finding.place
        line = f" (line {place.line})" if place.line > 1 else ""
        path = f"{file_name(place.path)}: " if place.path and place.commit else ""
        yield f"{level} {finding.code}  {path}{one_line(finding.message, _MESSAGE_WIDTH)}{line}"
    paste = dict.fromkeys(finding.suggestion for finding in findings if finding.suggestion)
    fresh = [text for text in paste if text and text not in shown]
    shown.update(fresh)
    if fresh:
        yield ""
        for text in fresh:
            yield from (_look("paste", line, context) for line in printable(text).split("\n"))
        yield ""


def _summary(findings: Sequence[Finding], context: Context) -> Iterator[str]:
    if named := {finding.place.commit for finding in findings if finding.place.commit}:
        errors = sum(finding.level == "error" for finding in findings)
        counts = [
            count(number, what)
            for number, what in ((errors, "error"), (len(findings) - errors, "warning"))
            if number
        ]
        commits = max(context.commits, len(named))  # not all need be new: a landing can take any
        yield f"{' and '.join(counts)} in {count(commits, 'commit')}{_by(context)}"
    yield f"Why, and an example: agentops-git explain {findings[0].code}"


def _exempted(context: Context) -> Iterator[str]:
    if context.exempted:
        yield f"{count(len(context.exempted), 'finding')} exempted:"
    for finding in context.exempted:
        where = f"{finding.place.commit[:12]} " if finding.place.commit else ""
        yield f"  {where}{finding.code}  {one_line(finding.message, _MESSAGE_WIDTH)}"


def _by(context: Context) -> str:
    return f" by {one_line(context.law)}" if context.law else ""


def _look(name: str, text: str, context: Context) -> str:
    return f"\x1b[{_LOOKS[name]}m{text}\x1b[0m" if context.colour and text else text
