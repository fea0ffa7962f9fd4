"""Findings as JSON, version 1 (docs/json.md)."""

import json
from collections.abc import Sequence

from agentops_git.report import Context
from agentops_git.report.place import text_of
from agentops_git.rules.finding import Finding


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write one JSON object; what is unknown is null."""
    report = {
        "version": 1,
        "law": text_of(context.law),
        "range": text_of(context.range),
        "commits": context.commits,
        "findings": [_row(finding) for finding in findings],
        "exempted": [_row(finding) for finding in context.exempted],
    }
    return json.dumps(report, indent=2) + "\n"


def _row(finding: Finding) -> dict[str, str | int | None]:
    place = finding.place
    return {
        "code": finding.code,
        "level": finding.level,
        "message": text_of(finding.message),
        "commit": place.commit,
        "subject": text_of(place.subject) or None,
        "path": text_of(place.path) or None,
        "line": place.line or None,
        "key": text_of(finding.key) or None,
        "suggestion": text_of(finding.suggestion) or None,
    }
