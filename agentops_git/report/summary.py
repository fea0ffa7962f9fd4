"""Findings as Markdown for the summary of a CI job. No text of a commit becomes markup."""

from collections.abc import Sequence
from html import escape

from agentops_git.message.printable import one_line
from agentops_git.report import Context
from agentops_git.report.place import count
from agentops_git.report.text import render as as_text
from agentops_git.rules.finding import Finding

LARGEST = 200_000
"""Characters of findings that are shown; GitHub takes 1 MiB of all steps together."""


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write a heading, a verdict, and the findings as preformatted text."""
    errors = sum(finding.level == "error" for finding in findings)
    verdict = "refused" if errors else "accepted"
    judged = f"{count(context.commits, 'commit')} of {one_line(context.range, 200)}"
    lines = [
        f"### Constitution: {verdict}",
        "",
        f"<p>{escape(judged)}, by {escape(one_line(context.law, 200))}: "
        f"{count(errors, 'error')}, {count(len(findings) - errors, 'warning')}</p>",
        "",
    ]
    if findings:
        lines += [_preformatted(as_text(findings, context._replace(colour=False))), ""]
    return "\n".join(lines)


def _preformatted(text: str) -> str:
    shown = text[:LARGEST]
    more = "\n… and more" if len(text) > LARGEST else ""
    return f"<pre>\n{escape(shown.rstrip())}{more}\n</pre>"
