"""The one door to git: what a process said is read whole, whatever it leaves running."""

import os
from glob import glob
from pathlib import Path

import pytest

from agentops_git.git.process import Git
from tests.conftest import Repo

_LEAVES_A_WRITER = (
    "!echo why >&2; (yes late | head -c 30000000 >&2) >/dev/null & sleep 0.05; exit 1"
)


def test_what_git_leaves_running_takes_nothing_from_what_git_said(repo: Repo) -> None:
    git = Git(str(repo.path))
    for _ in range(5):
        done = git.ask("-c", f"alias.leave={_LEAVES_A_WRITER}", "leave")
        assert (done.code, done.err[:4]) == (1, b"why\n")


@pytest.mark.skipif(
    not glob("/usr/share/locale/de/LC_MESSAGES/git.mo"), reason="git speaks no German here"
)
def test_what_git_says_is_read_in_english_whatever_the_user_reads(tmp_path: Path) -> None:
    """LANGUAGE wins over LC_ALL in every locale but C itself; we look for words."""
    done = Git(str(tmp_path), {**os.environ, "LANGUAGE": "de"}).ask("status")
    assert b"not a git repository" in done.err
