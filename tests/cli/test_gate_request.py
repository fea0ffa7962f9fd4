"""``gate request``: what a person needs to decide, on one page."""

import json

import pytest

from tests.conftest import Repo
from tests.enforcement.approving import Ground, law

MESSAGE = """\
fix(ops): run the job twice

Intent: make up for the run that fails at midnight
Context: three nights of this week had no report
Rejected: a retry in the job | it hides why it fails
Impact: no night without a report
Scope-risk: narrow
Not-tested: two jobs at once
Validation: make check (12 passed)
Learning: a job that fails silently wants a second run and an alarm
"""


@pytest.fixture
def asking(repo: Repo) -> Ground:
    """A topic of Ann's with two commits, the second guarded; Ben may approve."""
    ground = Ground(repo, law("Ann", "Ben"))
    repo.git("config", "agentops.defaultBranch", "main")
    ground.commit({"c": "1\n"}, subject="fix(ops): run the job once")
    ground.branch("topic")
    ground.commit({"b": "1\n"}, subject="docs: tell of the *job*")
    repo.commit(MESSAGE, {"ops/run": "2\n"})
    return ground


def test_a_page_for_whoever_decides(asking: Ground) -> None:
    done = asking.repo.tool("gate", "request", "--risk", "the <b>report</b> may come twice")
    base, head = asking.repo.head("main")[:12], asking.repo.head()[:12]
    page, _, expires = done.stdout.partition("- Expires: ")
    assert page == (
        "# Approval asked: fix(ops): run the job twice\n\n"
        f"- Change: `{base}..{head}`, 2 commits, for `refs/heads/main` of `acme/app`\n"
        "- Gate: `change`\n"
        "- Asked: Ben\n"
    )
    assert expires.partition("\n")[2].partition("## Related learnings")[0] == (
        "- Needs approval for: `ops/run`\n"
        "\n## What\n\n"
        "- docs: tell of the \\*job\\*\n"
        "- fix(ops): run the job twice\n"
        "\n## Why\n\n"
        "- mend the part for good\n"
        "- the part broke in the night\n"
        "- make up for the run that fails at midnight\n"
        "- three nights of this week had no report\n"
        "\n## Alternatives rejected\n\n"
        "- a retry in the job \\| it hides why it fails\n"
        "\n## Impact\n\n"
        "- no night without a report\n"
        "\n## Risk\n\n"
        "- the \\<b\\>report\\</b\\> may come twice\n"
        "- Scope-risk: narrow\n"
        "- Not-tested: two jobs at once\n"
        "\n## Evidence of gates\n\nNothing is stated.\n"
        "\n## Validation, as the commits state it\n\n"
        "- make check (12 passed)\n\n"
    )
    assert done.stdout.endswith(
        "```sh\n"
        f"agentops-git approve {base}..{head} --ref refs/heads/main --repository acme/app\n"
        f"agentops-git reject {base}..{head} --ref refs/heads/main --repository acme/app "
        "--reason REASON\n```\n"
    )
    assert "share it: agentops-git sync" in done.stderr


def test_what_history_teaches_goes_along(asking: Ground) -> None:
    """Not what the change itself says: that stands above."""
    page = asking.repo.tool("gate", "request").stdout
    learnings = page.partition("## Related learnings\n\n")[2].partition("\n\n")[0]
    assert "a part wants a guard before it is used (pat-" in learnings
    assert "wants a second run" not in learnings


@pytest.mark.slow
def test_evidence_goes_along(repo: Repo) -> None:
    gates = "gates: [{name: unit, command: git --version}]\n"
    ground = Ground(repo, law("Ann", "Ben", more=gates))
    repo.git("config", "agentops.defaultBranch", "main")
    ground.branch("topic")
    ground.commit({"ops/run": "2\n"})
    repo.tool("gate", "run")
    page = repo.tool("gate", "request").stdout
    assert "## Evidence of gates\n\n- unit passed: `git --version` exited 0 after" in page


@pytest.mark.slow
def test_json_and_the_note_hold_the_same(asking: Ground) -> None:
    data = json.loads(asking.repo.tool("gate", "request", "main..topic", "--json").stdout)
    head = asking.repo.head()
    assert (data["version"], data["noted"], data["head"]) == (1, True, head)
    note = json.loads(
        asking.repo.git("notes", "--ref", "refs/notes/agentops/approvals", "show", head)
    )
    assert note["id"] == data["id"]
    assert note["request"] == {key: data[key] for key in note["request"]}
    assert note["request"]["asks"] == ["Ben"]


def test_a_dry_run_notes_nothing(asking: Ground) -> None:
    asking.repo.tool("gate", "request", "--dry-run")
    asking.repo.git("rev-parse", "--verify", "--quiet", "refs/notes/agentops/approvals", code=1)


@pytest.mark.slow
def test_what_needs_no_approval(asking: Ground) -> None:
    done = asking.repo.tool("gate", "request", "topic~1", "--dry-run")
    assert "nothing in this change needs approval at the gate 'change'" in done.stderr


def test_a_request_is_no_approval(asking: Ground) -> None:
    asking.repo.tool("gate", "request")
    assert asking.repo.tool("approvals").stdout == ""
    asking.repo.tool("gate", "status", "main..topic", code=1)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--gate", "depoly"), "there is no human gate 'depoly'; gates: change"),
        (("nothere",), "no commit is named 'nothere'"),
        (("main..main",), "'main..main' holds no commit"),
    ],
)
def test_bad_input(asking: Ground, args: tuple[str, ...], said: str) -> None:
    assert said in asking.repo.tool("gate", "request", *args, code=2).stderr


def test_a_law_without_approvers(repo: Repo) -> None:
    Ground(repo, law())
    said = repo.tool("gate", "request", "HEAD", "--ref", "main", code=2).stderr
    assert "the constitution names no approvers" in said
