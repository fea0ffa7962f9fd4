"""Findings as a GitLab Code Quality report."""

import json
from collections.abc import Sequence

from agentops_git.message.printable import printable
from agentops_git.report import Context
from agentops_git.report.place import marked, name_of, uri_of
from agentops_git.rules.finding import Finding

_SEVERITIES = {"error": "major", "warn": "minor"}


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write the array that GitLab reads; fingerprints are unique in it."""
    whole = [*findings, *context.exempted]
    rows = [
        _row(finding, fingerprint, exempted=number >= len(findings))
        for number, (finding, fingerprint) in enumerate(marked(whole))
    ]
    return json.dumps(rows, indent=2) + "\n"


def _row(finding: Finding, fingerprint: str, exempted: bool) -> dict[str, object]:
    return {
        "description": printable(f"{name_of(finding.place)}: {finding.message}"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": "info" if exempted else _SEVERITIES[finding.level],
        "location": {
            "path": printable(finding.place.path or "") or uri_of(finding.place),
            "lines": {"begin": max(finding.place.line, 1)},
        },
    }
