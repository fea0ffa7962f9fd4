"""Validation gates in a job: what is missing is asked for, and the same job can run it."""

import pytest

from tests.enforcement.ci.hosting import Hosted, Runner, pull_request
from tests.enforcement.conftest import record

LAW = """\
---
agentops: 1
extends: core
gates:
- {name: tests, command: "test -e a.txt", stage: ci}
---
"""


def proposed(hosted: Hosted, drop: bool = False) -> tuple[Runner, str]:
    hosted.ann.commit(record("chore: ask for tests"), {"CONSTITUTION.md": LAW})
    hosted.push("main")
    hosted.ann.git("switch", "-q", "-c", "topic")
    if drop:
        hosted.ann.git("rm", "-q", "a.txt")
    head = hosted.ann.commit(record(), {"b.txt": "b\n"})
    hosted.push("HEAD:refs/pull/7/head")
    return hosted.runner(head, "--tags"), head


def test_a_pull_request_without_evidence_is_refused_until_the_job_makes_it(hosted: Hosted) -> None:
    runner, head = proposed(hosted)
    done = runner.github("pull_request", pull_request(head), code=1)
    assert "::error title=V001 in " in done.stdout
    runner.tool("gate", "run", "--checkout", "--law", f"{head}~1", head)
    runner.github("pull_request", pull_request(head))


@pytest.mark.slow
def test_a_gate_that_fails_in_the_job_is_refused(hosted: Hosted) -> None:
    runner, head = proposed(hosted, drop=True)
    runner.tool("gate", "run", "--checkout", "--law", f"{head}~1", head, code=1)
    done = runner.github("pull_request", pull_request(head), code=1)
    assert "::error title=V" in done.stdout
