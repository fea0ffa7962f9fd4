"""Findings as GitHub workflow commands, which become annotations."""

from collections.abc import Sequence

from agentops_git.message.printable import printable
from agentops_git.report import Context
from agentops_git.report.place import name_of
from agentops_git.rules.finding import Finding

_COMMANDS = {"error": "error", "warn": "warning"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write one command a line; no text of a commit can begin another."""
    rows = [_command(finding, _COMMANDS[finding.level]) for finding in findings]
    rows += [_command(finding, "notice") for finding in context.exempted]
    return "".join([f"{row}\n" for row in rows])


def _command(finding: Finding, command: str) -> str:
    place = finding.place
    properties = {"title": f"{finding.code} in {name_of(place)}"}
    if place.path:
        properties |= {"file": place.path, "line": str(max(place.line, 1))}
    said = ",".join(f"{name}={_escape(text, _PROPERTY)}" for name, text in properties.items())
    message = (
        f"{finding.message}\n\n{finding.suggestion}" if finding.suggestion else finding.message
    )
    return f"::{command} {said}::{_escape(message, _DATA)}"


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join([escapes.get(char, char) for char in printable(text)])
