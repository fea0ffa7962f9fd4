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
    errors = any(finding.level == "error" for finding in findings)
    verdict = "refused" if errors else "accepted"
    judged = f"{count(context.commits, 'commit')} of {one_line(context.range, 200)}"
    by = one_line(context.law, 200)
    lines = [
        f"### Constitution: {verdict}",
        "",
        f"<p>{escape(judged)}, by {escape(by)}: {tally(findings, context)}</p>",
        "",
    ]
    if findings or context.exempted:
        lines += [_preformatted(as_text(findings, context._replace(colour=False))), ""]
    return "\n".join(lines)


def tally(findings: Sequence[Finding], context: Context) -> str:
    """How many errors and warnings there are, and findings that are exempted."""
    errors = sum(finding.level == "error" for finding in findings)
    counts = [count(errors, "error"), count(len(findings) - errors, "warning")]
    return ", ".join(
        [*counts, *([f"{len(context.exempted)} exempted"] if context.exempted else [])]
    )


def _preformatted(text: str) -> str:
    shown = escape(text.rstrip())
    more = "\n… and more" if len(shown) > LARGEST else ""
    return f"<pre>\n{shown[:LARGEST]}{more}\n</pre>"
