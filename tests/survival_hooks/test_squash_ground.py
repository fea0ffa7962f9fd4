"""Squashes where the repository, the law or the number of branches is not the usual one."""

import os
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.survival_hooks.ground import lesson, lessons, rebase, record, topic

pytestmark = pytest.mark.slow

ALL = [lesson("a"), lesson("b"), lesson("c")]
NEAR = "validate that a value is usable, not only that it is present"


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """On topic, which holds the commits a, b and c."""
    return topic(tmp_path, tmp_path_factory, "a", "b", "c")


def squash(repo: Repo, *branches: str) -> None:
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--squash", *branches)


def law(repo: Repo, *lines: str) -> None:
    """On main, with another law."""
    repo.git("switch", "--quiet", "main")
    path = repo.path / "CONSTITUTION.md"
    path.write_text("\n".join(("---", "agentops: 1", "extends: core", *lines, "---", "# Law", "")))
    repo.commit("chore: another law\n\nIntent: try it\n")
    repo.git("switch", "--quiet", "topic")


def test_an_octopus_squash(repo: Repo) -> None:
    for name in "xyz":
        repo.git("switch", "--quiet", "--create", f"side-{name}", "base")
        repo.commit(record(name), {name: "1\n"})
    squash(repo, "side-x", "side-y", "side-z")
    repo.git("commit", "-m", "feat: three sides")
    assert sorted(lessons(repo)) == [lesson(name) for name in "xyz"]


@pytest.mark.parametrize("way", ["merge", "reset", "rebase"])
def test_in_a_submodule(repo: Repo, tmp_path: Path, way: str) -> None:
    run("git", "init", "--quiet", "over", cwd=tmp_path)
    allow = ("-c", "protocol.file.allow=always")
    over = Repo(tmp_path / "over")
    over.git(*allow, "submodule", "--quiet", "add", str(repo.path), "sub")
    sub = Repo(over.path / "sub")
    sub.git("switch", "--quiet", "--create", "main", "origin/main", code=None)
    sub.git("switch", "--quiet", "--force-create", "topic", "origin/topic")
    sub.tool("init", "--native")
    assert os.path.isfile(sub.path / ".git")
    if way == "merge":
        squash(sub, "topic")
        sub.git("commit", "--no-verify", "-m", "feat: all three")
    elif way == "reset":
        sub.git("reset", "--quiet", "--soft", "origin/main")
        sub.git("commit", "--no-verify", "-m", "feat: all three")
    else:
        rebase(sub, "2s/^pick/fixup/", "3s/^pick/squash/", onto="origin/main")
    assert sorted(lessons(sub)) == ALL


def test_a_submodule_that_moved_is_a_path_like_any_other(repo: Repo, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    run("git", "init", "--quiet", inner, cwd=tmp_path)
    first = Repo(inner).commit("feat: first\n", {"x": "1\n"})
    second = Repo(inner).commit("feat: second\n", {"x": "2\n"})
    for oid, name in ((first, "added"), (second, "moved")):
        repo.git("update-index", "--add", "--cacheinfo", f"160000,{oid},inner")
        repo.git("commit", "--quiet", "--no-verify", "--file=-", data=record(name))
    repo.git("reset", "--quiet", "--soft", "base")
    repo.git("commit", "-m", "feat: all of it")
    assert lessons(repo) == [*ALL, lesson("added"), lesson("moved")]


@pytest.mark.parametrize("how", ["merge", "reset"])
def test_what_is_nearly_said_twice_refuses_no_squash(repo: Repo, how: str) -> None:
    law(repo, "rules: {T005: error}")
    for name, text in (("d", NEAR), ("e", NEAR.replace("present", "there")), ("f", f"{NEAR}.")):
        repo.commit(record(name).replace(lesson(name), f"Learning: {text}"), {name: "1\n"})
    if how == "merge":
        squash(repo, "topic")
        done = repo.run_git("commit", "-m", "feat: both of them")
    else:
        repo.git("reset", "--quiet", "--soft", "main")
        done = repo.run_git("commit", "-m", "feat: both of them")
    assert "agentops: T005 Learning repeats another Learning" in done.stderr
    assert len(lessons(repo)) == 6


def test_what_a_law_forbids_now_refuses_no_squash(repo: Repo) -> None:
    """Whoever takes it out of the message would meet it there again; the range check tells."""
    law(repo, "trailers: {forbidden: [Session]}", "message: {min_words: 6}")
    repo.commit(record("d", "Session: s-1").replace(lesson("d"), "Learning: short"), {"d": "1\n"})
    squash(repo, "topic")
    done = repo.run_git("commit", "-m", "feat: both of them")
    assert "T004" in done.stderr
    assert lessons(repo) == [*ALL, "Learning: short"]


def test_what_the_writer_says_is_judged_as_ever(repo: Repo) -> None:
    law(repo, "trailers: {forbidden: [Session]}")
    squash(repo, "topic")
    done = repo.run_git("commit", "-m", "feat: both of them\n\nSession: s-1\n", code=1)
    assert "Session" in done.stderr


def test_with_reftables(repo: Repo) -> None:
    if repo.run_git("refs", "migrate", "--ref-format=reftable", code=None).returncode:
        pytest.skip("this git has no reftables: put one of 2.46 or newer first on PATH")
    repo.tool("note", "add", "HEAD", "--learning", NEAR)
    repo.git("reset", "--quiet", "--soft", "base")
    repo.git("commit", "-m", "feat: all three")
    assert lessons(repo) == [*ALL, f"Learning: {NEAR}"]
    repo.git("commit", "--amend", "--no-verify", "-m", "feat: bare")
    assert lesson("a").partition(": ")[2] in repo.git("notes", "--ref=agentops/learnings", "show")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--squash", "topic")
    repo.git("commit", "-m", "feat: all three once more")
    assert lessons(repo) == [*ALL, f"Learning: {NEAR}"]
