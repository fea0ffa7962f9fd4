"""JSON, GitHub, GitLab and JUnit."""

import json
from xml.etree.ElementTree import fromstring

import pytest

from agentops_git.report import FORMATS, render
from tests.report.findings import COMMIT, CONTEXT, HOSTILE, MISSING, WRITTEN


def test_json() -> None:
    assert json.loads(render(MISSING[:1], "json", CONTEXT)) == {
        "version": 1,
        "law": "CONSTITUTION.md",
        "range": "main..HEAD",
        "commits": 14,
        "findings": [
            {
                "code": "T001",
                "level": "error",
                "message": "Intent is missing",
                "commit": COMMIT,
                "subject": "fix(parser): reject empty values",
                "path": None,
                "line": None,
                "key": "Intent",
                "suggestion": "Intent: <what for>",
            }
        ],
        "exempted": [],
    }


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("findings", [[], MISSING, WRITTEN, HOSTILE])
def test_every_format_ends_its_last_line_and_is_utf_8(fmt: str, findings: list) -> None:  # type: ignore[type-arg]
    text = render(findings, fmt, CONTEXT)
    assert text.encode().endswith(b"\n") or (fmt, findings) == ("github", [])
    assert "\x1b" not in text


@pytest.mark.parametrize("fmt", ["json", "sarif", "gitlab"])
def test_broken_bytes_are_no_broken_json(fmt: str) -> None:
    assert "\\udce9" not in render(HOSTILE, fmt, CONTEXT).replace("\\\\", "")


def test_github_annotations() -> None:
    assert render(MISSING, "github", CONTEXT) == (
        "::error title=T001 in 0123456789ab fix(parser)%3A reject empty values"
        "::Intent is missing%0A%0AIntent: <what for>\n"
        "::error title=T001 in 0123456789ab fix(parser)%3A reject empty values"
        "::Learning is missing%0A%0ALearning: <a lesson>\n"
        "::warning title=M001 in ffffffffffff Fixed it"
        "::“Fixed it” has no type%0A%0Afix: it\n"
    )


def test_no_text_of_a_commit_begins_a_command() -> None:
    (line,) = render(HOSTILE, "github", CONTEXT).splitlines()
    title, file, rest = line.split(",", 2)
    assert title.startswith("::error title=T003 in 0123456789ab fix%3A %3A%3Awarning%3A%3A")
    assert file == "file=dir/a b%2Cc%3A%0A%25.py"
    assert rest.startswith("line=3::Intent says nothing yet:")
    assert "%250A" in rest


def test_gitlab_code_quality() -> None:
    rows = json.loads(render(MISSING, "gitlab", CONTEXT))
    assert [{**row, "fingerprint": len(row["fingerprint"])} for row in rows][1:] == [
        {
            "description": "0123456789ab fix(parser): reject empty values: Learning is missing",
            "check_name": "T001",
            "fingerprint": 32,
            "severity": "major",
            "location": {"path": f"commit/{COMMIT}", "lines": {"begin": 1}},
        },
        {
            "description": "ffffffffffff Fixed it: “Fixed it” has no type",
            "check_name": "M001",
            "fingerprint": 32,
            "severity": "minor",
            "location": {"path": f"commit/{'f' * 40}", "lines": {"begin": 1}},
        },
    ]
    assert len({row["fingerprint"] for row in rows}) == 3


def test_junit() -> None:
    assert (
        render(MISSING[1:], "junit", CONTEXT)
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="agentops-git" tests="3" failures="1" errors="0">
  <testsuite name="agentops-git" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="agentops-git" name="14 commits judged by CONSTITUTION.md" />
    <testcase classname="{COMMIT[:12]} fix(parser): reject empty values" name="T001 Learning">
      <failure type="T001" message="Learning is missing">Learning: &lt;a lesson&gt;</failure>
    </testcase>
    <testcase classname="ffffffffffff Fixed it" name="M001">
      <system-out>“Fixed it” has no type
fix: it</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_junit_is_well_formed_whatever_a_commit_says() -> None:
    suites = fromstring(render(HOSTILE, "junit", CONTEXT))
    (failure,) = suites.iter("failure")
    assert failure.get("type") == "T003"
    assert failure.text == 'Intent: <say "it" & more>\\r\n::set-output name=x::y\ufffd'
