"""Findings as SARIF 2.1.0, for code scanning."""

import json
from collections.abc import Sequence

from agentops_git.message.printable import printable
from agentops_git.report import Context
from agentops_git.report.place import marked, uri_of
from agentops_git.rules.docs import TEXTS
from agentops_git.rules.finding import Finding
from agentops_git.rules.registry import RULES

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "agentopsFinding/v1"
_LEVELS = {"error": "error", "warn": "warning", "off": "none"}
_Json = dict[str, object]


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write one run; ``rules`` holds the whole catalogue, and what else was found."""
    codes = list(
        dict.fromkeys([*TEXTS, *(finding.code for finding in (*findings, *context.exempted))])
    )
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "agentops-git",
        "version": context.version,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "properties": {
            "law": printable(context.law),
            "range": printable(context.range),
            "commits": context.commits,
        },
        "results": [
            {**_result(found, mark, index), **_suppressed(found, number >= len(findings))}
            for number, (found, mark) in enumerate(marked([*findings, *context.exempted]))
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> _Json:
    text, rule = TEXTS.get(code), RULES.get(code)
    if not text or not rule:
        return {"id": code}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": text.what},
        "fullDescription": {"text": text.why},
        "help": {"text": f"{text.what} {text.why} Good:\n\n{text.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(finding: Finding, fingerprint: str, index: dict[str, int]) -> _Json:
    message = finding.message
    if finding.suggestion:
        message = f"{message}\n\n{finding.suggestion}"
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.level],
        "message": {"text": printable(message)},
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _suppressed(finding: Finding, exempted: bool) -> _Json:
    """What marks a result as exempted: code scanning shows it as dismissed."""
    if not exempted:
        return {}
    why = {"kind": "external", "status": "accepted", "justification": printable(finding.message)}
    return {"suppressions": [why]}


def _location(finding: Finding) -> _Json:
    place = finding.place
    physical = {
        "artifactLocation": {"uri": uri_of(place)},
        "region": {"startLine": max(place.line, 1)},
    }
    if not place.commit:
        return {"physicalLocation": physical}
    commit = {
        "name": printable(place.subject),
        "fullyQualifiedName": place.commit,
        "kind": "commit",
    }
    return {"physicalLocation": physical, "logicalLocations": [commit]}
