"""Approvals in CI: read from the host's notes, for the repository that the event names."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.enforcement.ci.hosting import NAME, Hosted, pull_request, push
from tests.enforcement.conftest import record
from tests.evidence.signers import Signer, signer

pytestmark = pytest.mark.slow

MAIN = "refs/heads/main"
LAW = """\
---
agentops: 1
extends: core
approvers:
  people:
    - {name: Ann, principals: [ann@example.invalid], keys: [{key: KEY0}]}
    - {name: Ben, principals: [ben@example.invalid], keys: [{key: KEY1}]}
---
"""


class Case(NamedTuple):
    """A pull request of Ann's that changes a workflow; Ben may approve it."""

    hosted: Hosted
    ben: Signer
    base: str
    head: str

    def approve(self, repository: str = NAME) -> None:
        """Ben approves and shares that."""
        ann = self.hosted.ann
        where = ("--repository", repository, "--ref", MAIN, "--key", self.ben.file)
        ann.tool("approve", f"{self.base}..{self.head}", *where)
        self.hosted.push("refs/notes/agentops/approvals")

    def squash(self) -> str:
        """What a host's button makes of it: one commit, and the branch is deleted."""
        ann = self.hosted.ann
        text = record("ci: run the tests (#7)")
        made = ann.git("commit-tree", f"{self.head}^{{tree}}", "-p", self.base, data=text)
        self.hosted.push(f"{made}:{MAIN}")
        return made


@pytest.fixture
def case(hosted: Hosted, tmp_path: Path) -> Case:
    ann, ben = signer(tmp_path, "Ann"), signer(tmp_path, "Ben")
    law = LAW.replace("KEY0", ann.public).replace("KEY1", ben.public)
    base = hosted.ann.commit(record("chore: name people"), {"CONSTITUTION.md": law})
    hosted.push("main")
    hosted.ann.git("switch", "-q", "-c", "topic")
    head = hosted.ann.commit(
        record("ci: run the tests"), {".github/workflows/test.yml": "on: push\n"}
    )
    hosted.push("HEAD:refs/pull/7/head")
    return Case(hosted, ben, base, head)


def test_a_guarded_change_that_nobody_approved_is_an_error_in_the_pull_request(case: Case) -> None:
    runner = case.hosted.runner(case.head)
    done = runner.github("pull_request", pull_request(case.head), code=1)
    assert "::error title=G002 in " in done.stdout
    assert "T001" not in done.stdout


def test_with_an_approval_it_passes(case: Case) -> None:
    case.approve()
    done = case.hosted.runner(case.head).github("pull_request", pull_request(case.head))
    assert "::error" not in done.stdout
    assert "Ben" in done.stderr


@pytest.mark.slow
def test_one_for_another_repository_does_not_count(case: Case) -> None:
    """A fork shares the tree and the commits; its approvals are for itself."""
    case.approve("someone/fork")
    runner = case.hosted.runner(case.head)
    runner.github("pull_request", pull_request(case.head), code=1)


def test_what_the_host_squashed_is_known_by_the_head_that_was_approved(case: Case) -> None:
    """The head is on no branch any more, and the clone of the push has only the new commit."""
    case.approve()
    new = case.squash()
    payload = push(MAIN, case.base, new)
    case.hosted.runner(new).github("push", payload)
    case.hosted.runner(new, "--tags").github("push", payload)


@pytest.mark.slow
def test_a_squash_of_what_nobody_approved_is_found_by_the_push(case: Case) -> None:
    new = case.squash()
    done = case.hosted.runner(new).github("push", push(MAIN, case.base, new), code=1)
    assert "::error title=G002 in " in done.stdout


@pytest.mark.slow
def test_an_approved_head_that_the_host_has_no_more_fails_nothing_else(case: Case) -> None:
    """Its approval can't be matched then; other heads are still brought."""
    case.approve()
    new = case.squash()
    case.hosted.push(":refs/pull/7/head")
    case.hosted.ann.git("--git-dir", str(case.hosted.path), "gc", "--quiet", "--prune=now")
    done = case.hosted.runner(new).github("push", push(MAIN, case.base, new), code=1)
    assert "::error title=G002 in " in done.stdout
