"""What is exempted, in every format: counted and named, and nothing of it fails a job."""

import json

from agentops_git.report import render
from agentops_git.rules.finding import Finding, Place
from tests.report.findings import COMMIT, CONTEXT

SAID = "a merge conflict is marked here; exempt until 2026-11-24T10:00:00Z by the note: a demo"
EXEMPTED = Finding(
    "G012",
    "error",
    SAID,
    Place(COMMIT, "feat: show it", "demo/a.py", 3),
)
ONLY = CONTEXT._replace(commits=1, exempted=(EXEMPTED,))


def test_text() -> None:
    assert render([], "text", ONLY) == (
        "1 commit judged by CONSTITUTION.md: nothing to mend\n"
        "1 finding exempted:\n"
        f"  0123456789ab G012  {SAID}\n"
    )


def test_github() -> None:
    assert render([], "github", ONLY) == (
        f"::notice title=G012 in 0123456789ab feat%3A show it,file=demo/a.py,line=3::{SAID}\n"
    )


def test_junit() -> None:
    assert (
        render([], "junit", ONLY)
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="agentops-git" tests="2" failures="0" errors="0">
  <testsuite name="agentops-git" tests="2" failures="0" errors="0" skipped="1">
    <testcase classname="agentops-git" name="1 commit judged by CONSTITUTION.md" />
    <testcase classname="0123456789ab feat: show it" name="G012">
      <skipped message="{SAID}" />
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_gitlab() -> None:
    assert json.loads(render([], "gitlab", ONLY)) == [
        {
            "description": f"0123456789ab feat: show it: {SAID}",
            "check_name": "G012",
            "fingerprint": "2364e0e8ec010e08c9758036fc14fc70",
            "severity": "info",
            "location": {"path": "demo/a.py", "lines": {"begin": 3}},
        }
    ]


def test_sarif() -> None:
    (result,) = json.loads(render([], "sarif", ONLY))["runs"][0]["results"]
    assert result["ruleId"] == "G012"
    assert result["message"] == {"text": SAID}
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": SAID}
    ]
