"""agentops-git check --ci: what a job sees, and which reports it leaves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repo
from tests.enforcement.ci.hosting import Hosted, Runner, merge_request, pull_request
from tests.enforcement.conftest import record

HOSTILE = "sneaky <script>alert(1)</script> [x](javascript:1) ##[add-mask]x"


@pytest.fixture
def hosted(tmp_path: Path, repo: Repo) -> Hosted:
    return Hosted(tmp_path, repo)


def proposed(hosted: Hosted, message: str) -> tuple[Runner, str]:
    hosted.ann.git("switch", "-q", "-c", "topic")
    head = hosted.ann.commit(message)
    hosted.push("HEAD:refs/pull/7/head", "HEAD:refs/merge-requests/7/head")
    return hosted.runner(head), head


def test_a_summary_sarif_and_annotations(hosted: Hosted, tmp_path: Path) -> None:
    runner, head = proposed(hosted, "sneaky")
    summary = tmp_path / "summary.md"
    summary.write_text("# of another step\n")
    runner.github(
        "pull_request", pull_request(head), "--sarif", "a.sarif", code=1,
        env={"GITHUB_STEP_SUMMARY": str(summary)},
    )  # fmt: skip
    assert summary.read_text() == (
        "# of another step\n"
        "### Constitution: refused\n"
        "\n"
        f"<p>1 commit of main at {head[:12]}, by CONSTITUTION.md at {hosted.first[:12]}: "
        "3 errors, 1 warning</p>\n"
        "\n"
        "<pre>\n"
        f"commit {head[:12]}  sneaky\n"
        "error T001  Intent is missing\n"
        "error T001  Context is missing\n"
        "error T001  Learning is missing\n"
        "\n"
        "Intent: &lt;what this change is to achieve&gt;\n"
        "Context: &lt;what forced it: circumstances, constraints&gt;\n"
        "Learning: &lt;the reusable lesson, true beyond this commit; or none (REASON)&gt;\n"
        "\n"
        "warn  M001  “sneaky” has no type: write it as type(scope): description\n"
        "\n"
        "&lt;type&gt;: sneaky\n"
        "\n"
        f"3 errors and 1 warning in 1 commit by CONSTITUTION.md at {hosted.first[:12]}\n"
        "Why, and an example: agentops-git explain T001\n"
        "</pre>\n"
    )
    sarif: Any = json.loads((runner.path / "a.sarif").read_text())
    assert sarif["runs"][0]["properties"]["range"] == f"main at {head[:12]}"


def test_no_text_of_a_commit_becomes_markup_or_a_command(hosted: Hosted, tmp_path: Path) -> None:
    runner, head = proposed(hosted, HOSTILE)
    summary = tmp_path / "summary.md"
    done = runner.github(
        "pull_request",
        pull_request(head),
        code=1,
        env={"GITHUB_STEP_SUMMARY": str(summary)},
    )
    assert all(
        line.startswith(("::error title=", "::warning title=")) for line in done.stdout.splitlines()
    )
    assert "##[" not in done.stderr
    text = summary.read_text()
    assert "&lt;script&gt;" in text
    assert text.count("<") == text.count("<p>") + text.count("</p>") + 2  # <pre> and </pre>


def test_text_on_github_is_shielded_from_its_commands(hosted: Hosted) -> None:
    """Any line that begins with two colons would be one."""
    runner, head = proposed(hosted, "sneaky")
    done = runner.github("pull_request", pull_request(head), "--format", "text", code=1)
    first, *_, last = done.stdout.splitlines()
    assert re.fullmatch("::stop-commands::[0-9a-f]{32}", first)
    assert last == f"::{first.removeprefix('::stop-commands::')}::"


def test_another_format_on_standard_output(hosted: Hosted) -> None:
    runner, head = proposed(hosted, "sneaky")
    done = runner.github("pull_request", pull_request(head), "--json", code=1)
    assert json.loads(done.stdout)["range"] == f"main at {head[:12]}"
    done = runner.gitlab(merge_request(head), "--format", "junit", code=1)
    assert done.stdout.startswith("<?xml")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["HEAD"], "the CI event says what --ci judges; leave out RANGE"),
        (["--law", "HEAD"], "the CI event says what --ci judges; leave out --law"),
        (["--default-branch", "x"], "leave out --default-branch"),
        (["--staged"], "leave out --staged"),
        (["--squash", "github"], "leave out --squash"),
        (["--message", "x"], "leave out --message"),
        (["--baseline", "x"], "leave out --baseline"),
    ],
)
def test_the_event_decides_and_no_option(repo: Repo, args: list[str], said: str) -> None:
    done = repo.tool("check", "--ci", "github", *args, code=2)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_reports_belong_to_ci(repo: Repo) -> None:
    done = repo.tool("check", "--sarif", "x", code=2)
    assert done.stderr == "agentops-git: check: --sarif and --code-quality belong to --ci HOST\n"


def test_outside_ci_it_is_one_line(repo: Repo) -> None:
    done = repo.tool("check", "--ci", "github", code=2)
    assert done.stderr == (
        "agentops-git: GITHUB_EVENT_PATH is not set; outside GitHub's CI name a RANGE instead\n"
    )
    done = repo.tool("check", "--ci", "gitlab", code=2)
    assert done.stderr == (
        "agentops-git: CI_PIPELINE_SOURCE is not set; outside GitLab's CI name a RANGE instead\n"
    )


def test_reports_that_cannot_be_written_are_one_line(hosted: Hosted) -> None:
    runner, head = proposed(hosted, record())
    done = runner.github(
        "pull_request",
        pull_request(head),
        code=3,
        env={"GITHUB_STEP_SUMMARY": "/no/such/folder/x"},
    )
    assert done.stderr.splitlines()[-1].startswith("agentops-git: GITHUB_STEP_SUMMARY: ")
