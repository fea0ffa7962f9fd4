"""Stage two of the index: the same whatever was read before, and read once."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.memory.corpus import own_words, with_corpus
from agentops_git.memory.lookup import Lookup
from agentops_git.memory.store import with_store
from tests.conftest import Repo


class Row(NamedTuple):
    subject: str
    paths: list[str]
    words: tuple[str, str]


def rows(repo: Repo, index: Path | None = None, tip: str = "HEAD") -> list[Row]:
    """All commits by the moment that the index gives them."""
    path = index or Path(repo.git("rev-parse", "--absolute-git-dir")) / "agentops/index.sqlite"
    git = Git(str(repo.path))

    def ask(lookup: Lookup) -> list[Row]:
        oids = repo.git("rev-list", tip).split()
        known = [one for oid in oids if (one := lookup.commit(oid))]
        known.sort(key=lambda one: (one.at, one.id))
        return [
            Row(one.subject, lookup.path_names(one.paths), lookup.said(one.no)) for one in known
        ]

    oid = repo.head(tip)
    said: list[str] = []
    return with_store(str(path), "", lambda it: with_corpus(git, it, oid, ask, said.append), print)


def test_what_commits_say_and_touch(repo: Repo) -> None:
    repo.commit("feat(api): add retries\n\nThe client gave up.\n\nReviewed-by: Bob\n", {"a": "1"})
    repo.commit("fix: typo", {"a": "2", "d/b": "1"})
    repo.commit("chore: nothing")
    assert rows(repo) == [
        Row("feat(api): add retries", ["a"], ("feat api add retries", "client gave")),
        Row("fix: typo", ["a", "d/b"], ("fix typo", "")),
        Row("chore: nothing", [], ("chore nothing", "")),
    ]


def test_branches_leave_nothing_behind(repo: Repo, tmp_path: Path) -> None:
    repo.commit("feat: shared", {"a": "1"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("feat: on the side", {"side": "1"})
    rows(repo)
    repo.git("checkout", "-q", "main")
    repo.commit("feat: on main", {"main": "1"})
    assert rows(repo) == rows(repo, tmp_path / "fresh" / "index.sqlite")
    assert [row.subject for row in rows(repo)] == ["feat: shared", "feat: on main"]
    repo.git("merge", "-q", "--no-edit", "side")
    assert rows(repo) == rows(repo, tmp_path / "other" / "index.sqlite")


def test_a_wrong_clock_puts_no_child_before_its_parent(repo: Repo) -> None:
    repo.commit("feat: from the future", GIT_COMMITTER_DATE="4000000000 +0000")
    repo.commit("fix: now")
    repo.commit("fix: from the past", GIT_COMMITTER_DATE="100000000 +0000")
    subjects = [row.subject for row in rows(repo)]
    assert subjects == ["feat: from the future", "fix: now", "fix: from the past"]


def test_only_what_is_new_is_read(repo: Repo, commands: list[str]) -> None:
    repo.commit("feat: old", {"a": "1"})
    rows(repo)
    commands.clear()
    rows(repo)
    assert not [name for name in commands if "log" in name]
    repo.commit("feat: new", {"a": "2"})
    assert [row.subject for row in rows(repo)] == ["feat: old", "feat: new"]


def test_replaced_commits_read_as_the_view_has_them(repo: Repo) -> None:
    old = repo.commit("feat: as it was", {"a": "1"})
    repo.commit("feat: after it", {"a": "2"})
    new = repo.git("commit-tree", "HEAD~1^{tree}", "-m", "feat: as it is meant")
    repo.git("replace", old, new)
    assert [row.subject for row in rows(repo)] == ["feat: as it is meant", "feat: after it"]


def test_names_and_words_that_git_would_quote(repo: Repo) -> None:
    repo.commit('fix: "quoted" OR NEAR(*)', {'>x\n"é"': "1", "M": "2"})
    assert rows(repo)[0].paths == ['>x\n"é"', "M"]


def test_lines_that_tools_write_are_no_words() -> None:
    message = "fix: a cache\n\nIt was stale.\nChange-Id: I0123\nSigned-off-by: A <a@b.c>\nCc: D\n"
    assert own_words(message) == (["fix", "cache"], ["stale"])


def test_two_processes_at_once(repo: Repo) -> None:
    for number in range(20):
        repo.commit(f"feat: number {number}", {"a": str(number)})
    argv = [sys.executable, "-m", "agentops_git", "related", "HEAD", "--json"]
    running = [
        subprocess.Popen(argv, cwd=repo.path, stdout=subprocess.PIPE, env={**os.environ})
        for _ in range(3)
    ]
    said = {one.communicate(timeout=60)[0] for one in running}
    assert [one.returncode for one in running] == [0, 0, 0]
    assert len(said) == 1
