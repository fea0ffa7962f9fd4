"""Findings as JUnit XML: errors fail, warnings pass and say so, what is exempted is skipped."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from agentops_git.message.printable import printable
from agentops_git.report import Context
from agentops_git.report.place import count, name_of
from agentops_git.rules.finding import Finding

_NOT_XML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def render(findings: Sequence[Finding], context: Context) -> str:
    """Write one suite; its first test is the check itself, so that it is never empty."""
    failures = sum(finding.level == "error" for finding in findings)
    tests, skipped = len(findings) + len(context.exempted) + 1, str(len(context.exempted))
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0"}
    suites = Element("testsuites", {"name": "agentops-git", **counts})
    suite = SubElement(suites, "testsuite", {"name": "agentops-git", **counts, "skipped": skipped})
    judged = f"{count(context.commits, 'commit')} judged by {context.law or 'the law'}"
    SubElement(suite, "testcase", {"classname": "agentops-git", "name": _xml(judged)})
    for finding in findings:
        _add(suite, finding)
    for finding in context.exempted:
        SubElement(_test(suite, finding), "skipped", {"message": _xml(finding.message)})
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, "unicode")}\n'


def _test(suite: Element, finding: Finding) -> Element:
    name = _xml(f"{finding.code} {finding.key or ''}".rstrip())
    return SubElement(suite, "testcase", {"classname": _xml(name_of(finding.place)), "name": name})


def _add(suite: Element, finding: Finding) -> None:
    test = _test(suite, finding)
    message, paste = _xml(finding.message), _xml(finding.suggestion or "")
    if finding.level == "error":
        failure = SubElement(test, "failure", {"type": finding.code, "message": message})
        failure.text = paste or message
    else:
        SubElement(test, "system-out").text = f"{message}\n{paste}".rstrip()


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text))
