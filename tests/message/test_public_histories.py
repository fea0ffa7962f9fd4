"""Whole public histories: name bare or other repositories in AGENTOPS_REPOS, with colons between.

``git log`` gives the trailers of every commit in one process. It skips blank lines at the
start of a message, which ``interpret-trailers`` does not; so where the two of us differ,
the authority itself is asked.
"""

import os
import subprocess

import pytest

from agentops_git.message.cleanup import decode
from agentops_git.message.subject import parse_subject
from tests.message.gitsays import ours, trailers_of

REPOS = [path for path in os.environ.get("AGENTOPS_REPOS", "").split(":") if path]
FIELDS = ("%H", "%B", "%s", "%(trailers:only,unfold)")

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not REPOS, reason="AGENTOPS_REPOS names no repositories"),
]


def history(repository: str) -> list[tuple[str, ...]]:
    """Every commit of HEAD: id, message, subject, trailers."""
    form = "".join(f"{field}%x00" for field in FIELDS)
    argv = ["git", "-C", repository, "log", f"--format=tformat:{form}", "HEAD"]
    out, _ = decode(subprocess.run(argv, check=True, capture_output=True).stdout)
    fields = out.split("\0")[:-1]
    return [*zip(*(fields[at :: len(FIELDS)] for at in range(len(FIELDS))), strict=True)]


@pytest.mark.parametrize("repository", REPOS)
def test_every_commit_has_the_trailers_and_the_subject_that_git_sees(repository: str) -> None:
    commits = history(repository)
    doubtful = [
        (commit, message)
        for commit, message, _, said in commits
        if ours(message) != said.split("\n")[:-1]
    ]
    answers = trailers_of([message for _, message in doubtful])
    mismatches = {
        commit.strip(): (ours(message), answer)
        for (commit, message), answer in zip(doubtful, answers, strict=True)
        if ours(message) != answer
    }
    subjects = {
        commit.strip(): subject
        for commit, message, subject, _ in commits
        if parse_subject(message).text != subject
    }
    assert commits
    assert (mismatches, subjects) == ({}, {})
