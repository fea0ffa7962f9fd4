"""``gate status``: which approvals are missing, since when, and whom to ask."""

import json
import time
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from agentops_git.cli.app import app
from agentops_git.notes.line import make_line
from agentops_git.notes.write import add_lines, who
from tests.conftest import Repo
from tests.enforcement.approving import REPOSITORY, Ground, law

OPS = {"ops/run": "2\n"}
THRESHOLDS = """\
  thresholds:
    - {at_least: 2, escalate_hours: 24, escalate_to: [Dee]}
    - {gate: deploy, by: [Cy], expires_days: 1}
"""


@pytest.fixture
def ground(repo: Repo) -> Ground:
    """Two of three people for a guarded change, Cy alone for a deployment; a topic of Ann's."""
    ground = Ground(repo, law("Ann", "Ben", "Cy", thresholds=THRESHOLDS))
    repo.git("config", "agentops.defaultBranch", "main")
    ground.branch("topic")
    ground.commit(OPS, subject="fix: run twice")
    return ground


def status(ground: Ground, *args: str, code: int = 0) -> list[str]:
    return ground.repo.tool("gate", "status", *args, code=code).stdout.splitlines()


def request(ground: Ground, *args: str, hours: int = 0) -> None:
    """Ask, some hours ago."""
    with patch("time.time", return_value=time.time() - 3600 * hours):
        done = CliRunner().invoke(app, ["-C", str(ground.repo.path), "gate", "request", *args])
    assert done.exit_code == 0, done.output


def test_nothing_waits(ground: Ground) -> None:
    assert status(ground) == ["nothing waits for approval"]


def test_nobody_was_asked_yet(ground: Ground) -> None:
    head, base = ground.repo.head()[:12], ground.repo.head("main")[:12]
    assert status(ground, "main..topic", code=1) == [
        f"{head} fix: run twice",
        "  change: missing",
        "  ops/run: 0 of 2 people; ask Ben, Cy",
        f"  nobody was asked; run: agentops-git gate request {base}..{head}",
    ]


def test_some_have_approved(ground: Ground) -> None:
    request(ground, "main..topic", hours=3)
    ground.decide("Ben", "main..topic")
    rows = status(ground)
    assert rows[1:3] == ["  change: missing", "  ops/run: 1 of 2 people; approved by Ben; ask Cy"]
    assert rows[3].startswith("  asked 3 h ago by Ann <ann@example.invalid>, until ")
    ground.decide("Cy", "main..topic")
    assert status(ground, "main..topic")[1:4] == [
        "  change: approved",
        "  approved by Ben (key, not presence)",
        "  approved by Cy (key, not presence)",
    ]


@pytest.mark.slow
def test_it_escalates_and_expires(ground: Ground) -> None:
    request(ground, "main..topic", hours=25)
    assert status(ground)[3].endswith("; by now also ask Dee")
    request(ground, "main..topic", "--gate", "deploy", hours=25)
    assert "; that expired at " in status(ground, "--gate", "deploy")[3]


def test_a_request_that_landed_waits_no_more(ground: Ground) -> None:
    request(ground, "main..topic")
    assert len(status(ground)) == 4
    ground.repo.git("branch", "--force", "main", "topic")
    assert status(ground) == ["nothing waits for approval"]


def test_a_deploy_job_asks(ground: Ground) -> None:
    """A ref update does not ask for such a gate; whoever deploys does, by the exit code."""
    ground.repo.git("branch", "--force", "main", "topic")
    asks = ("topic", "--gate", "deploy", "--repository", REPOSITORY)
    assert "  0 of 1 person; ask Cy" in status(ground, *asks, code=1)
    ground.decide("Ben", "topic~1..topic", gate="deploy")  # not one of those who may
    status(ground, *asks, code=1)
    ground.decide("Cy", "topic~1..topic", gate="deploy")
    assert status(ground, *asks)[1] == "  deploy: approved"
    ground.decide(
        "Cy", "topic~1..topic", gate="deploy", reason="not today", now=int(time.time()) + 1
    )
    assert status(ground, *asks, code=1)[1:3] == [
        "  deploy: rejected",
        "  rejected by Cy: not today",
    ]


@pytest.mark.slow
def test_a_deployment_of_another_commit(ground: Ground) -> None:
    ground.decide("Cy", "topic~1..topic", gate="deploy")
    ground.commit({"a": "2\n"})
    status(ground, "HEAD", "--gate", "deploy", code=1)


@pytest.mark.slow
def test_why_an_approval_does_not_count(ground: Ground) -> None:
    ground.decide("Ben", "main..topic", repository="fork/app")
    rows = status(ground, "main..topic", code=1)
    assert any("is for the repository 'fork/app'" in row for row in rows)


def test_what_nobody_guards(ground: Ground) -> None:
    ground.branch("other", "main")
    ground.commit({"a": "2\n"})
    assert status(ground, "main..other")[1] == "  change: nothing needs approval"


def test_nobody_is_named(repo: Repo) -> None:
    ground = Ground(repo, law())
    ground.branch("topic")
    ground.commit(OPS)
    said = status(ground, "topic", "--ref", "main")[1]
    assert said == "  change: needs approval, but nobody is named who could give it"


def test_json(ground: Ground) -> None:
    ground.decide("Ben", "main..topic")
    data = json.loads("\n".join(status(ground, "main..topic", "--json", code=1)))
    (change,) = data.pop("changes")
    assert data == {"version": 1, "repository": REPOSITORY, "ref": "refs/heads/main"}
    assert (change["state"], change["gate"], change["request"]) == ("missing", "change", None)
    assert change["needs"] == [
        {
            "at_least": 2,
            "presence": False,
            "paths": ["ops/run"],
            "met": False,
            "given": ["Ben"],
            "ask": ["Cy"],
        }
    ]


def test_a_gate_that_the_law_lacks(ground: Ground) -> None:
    done = ground.repo.tool("gate", "status", "--gate", "depoly", code=2)
    assert done.stderr == ("agentops-git: there is no human gate 'depoly'; gates: change, deploy\n")


def test_requests_that_somebody_made_up(ground: Ground) -> None:
    """Notes come from anywhere: what names no commit here is nobody's request."""
    request(ground, "main..topic")
    head, ref = ground.repo.head(), "refs/notes/agentops/approvals"
    line = ground.repo.git("notes", "--ref", ref, "show", head)
    said = json.loads(line)["request"]
    for change in ({"head": "--all"}, {"head": f"{head}\n--all"}, {"base": "f" * 40}, {"gate": 1}):
        forged = make_line(
            "approvals", "2030-01-01T00:00:00Z", "x\x1b[2J", None, {"request": said | change}
        )
        add_lines(ground.git, "approvals", {head: [forged]}, who(ground.git), "forge")
    rows = status(ground)
    assert len(rows) == 4
    assert "asked 0 h ago by Ann" in rows[3]
