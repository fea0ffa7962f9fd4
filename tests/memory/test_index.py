"""The index: read once, right after every way a repository can change."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from agentops_git.memory.log import Raw, read_commit
from agentops_git.memory.records import CommitRecord
from tests.conftest import Repo, run
from tests.memory.mining import dig, lesson


def index_of(repo: Repo) -> Path:
    return repo.path / ".git" / "agentops" / "index.sqlite"


def test_an_unchanged_repository_costs_no_walk(repo: Repo, commands: list[str]) -> None:
    repo.commit(lesson("one is read"))
    first = dig(repo)
    commands.clear()
    assert dig(repo) == first
    assert not [name for name in commands if name.startswith(("log -z", "rev-list", "diff-tree"))]


def test_only_what_is_new_is_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(lesson("one is old"))
    dig(repo)
    read: list[str] = []
    original = read_commit

    def reading(raw: Raw) -> CommitRecord:
        read.append(raw[3].decode())
        return original(raw)

    monkeypatch.setattr("agentops_git.memory.index.read_commit", reading)
    repo.commit(lesson("two is new"))
    assert dig(repo).learned == ["one is old", "two is new"]
    assert read == [lesson("two is new")]


def test_branches_are_told_apart(repo: Repo) -> None:
    repo.commit(lesson("shared is the root"))
    repo.git("checkout", "-q", "-b", "side")
    repo.commit(lesson("side is apart"))
    repo.git("checkout", "-q", "main")
    repo.commit(lesson("main is here"))
    assert dig(repo, "side").learned == ["shared is the root", "side is apart"]
    assert dig(repo, "main").learned == ["shared is the root", "main is here"]
    assert dig(repo, "main..side").learned == ["side is apart"]
    repo.git("merge", "-q", "--no-edit", "side")
    assert dig(repo).learned == ["shared is the root", "side is apart", "main is here"]
    assert dig(repo).mined.commits == 4


def test_paths_are_the_names_that_changed(repo: Repo) -> None:
    repo.commit(lesson("root commits count"), {"a.txt": "a", 'd/é\n"q".txt': "b"})
    repo.commit("chore: no record", {"other": "x"})
    assert [record.paths for record in dig(repo).mined.records] == [("a.txt", 'd/é\n"q".txt')]


def test_a_merge_is_what_it_brought_to_its_first_parent(repo: Repo) -> None:
    repo.commit("chore: root")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("feat: a", {"side.txt": "s"})
    repo.git("checkout", "-q", "main")
    repo.commit("feat: b", {"main.txt": "m"})
    repo.git("merge", "-q", "--no-ff", "-m", lesson("a merge may teach"), "side")
    assert [record.paths for record in dig(repo).mined.records] == [("side.txt",)]


def test_an_unborn_branch_is_said(repo: Repo) -> None:
    trip = dig(repo)
    assert trip.mined.as_of is None and trip.lines == ("there are no commits yet",)


def test_bare_detached_worktree_and_subdirectory_share_an_index(repo: Repo, tmp_path: Path) -> None:
    head = repo.commit(lesson("one for all"), {"sub/x": "x"})
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "tree"))
    run("git", "clone", "-q", "--bare", repo.path, tmp_path / "bare.git", cwd=tmp_path)
    places = [repo.path, repo.path / "sub", tmp_path / "tree", tmp_path / "bare.git"]
    trips = [dig(Repo(place)) for place in places]
    assert [trip.learned for trip in trips] == [["one for all"]] * 4
    assert {trip.mined.as_of.commit for trip in trips if trip.mined.as_of} == {head}
    assert not (tmp_path / "tree" / ".git" / "agentops").exists()
    assert (tmp_path / "bare.git" / "agentops" / "index.sqlite").exists()
    assert [trip.mined.repository for trip in trips] == ["repo", "repo", "repo", "bare"]


def test_a_submodule_has_an_index_of_its_own(repo: Repo, tmp_path: Path) -> None:
    repo.commit(lesson("inner is inside"))
    outer = Repo(tmp_path / "outer")
    run("git", "init", "-q", "-b", "main", outer.path, cwd=tmp_path)
    outer.git("submodule", "--quiet", "add", str(repo.path), "inner")
    outer.commit(lesson("outer is outside"))
    assert dig(Repo(outer.path / "inner")).learned == ["inner is inside"]
    assert dig(outer).learned == ["outer is outside"]
    assert (outer.path / ".git/modules/inner/agentops/index.sqlite").exists()


def test_sha256_repositories_are_read(repo: Repo, tmp_path: Path) -> None:
    run("git", "init", "-q", "-b", "main", "--object-format=sha256", tmp_path / "new", cwd=tmp_path)
    new = Repo(tmp_path / "new")
    old = new.commit(lesson("long ids are ids"), {"a": "a"})
    new.commit(f"revert: it\n\nThis reverts commit {old}.\n\nLearning: short ids were enough\n")
    assert len(old) == 64
    assert dig(new).learned == ["short ids were enough"]


def test_a_shallow_clone_says_what_it_cant_see_and_sees_it_once_deepened(
    repo: Repo, tmp_path: Path
) -> None:
    repo.commit(lesson("deep is below"), {"deep": "x"})
    repo.commit(lesson("top is above"), {"top": "x"})
    run("git", "clone", "-q", "--depth=1", f"file://{repo.path}", tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    trip = dig(clone)
    assert trip.learned == ["top is above"]
    assert trip.lines == (
        "the history is shallow: older commits are not seen; run: git fetch --unshallow",
    )
    assert trip.mined.records[0].paths == ()  # what it changed can't be known here
    clone.git("fetch", "-q", "--unshallow")
    deep = dig(clone)
    assert deep.learned == ["deep is below", "top is above"] and deep.lines == ()
    assert deep.mined.records[1].paths == ("top",)


def test_a_replaced_commit_is_read_as_it_was_replaced(repo: Repo) -> None:
    old = repo.commit(lesson("first version"))
    assert dig(repo).learned == ["first version"]
    new = repo.git("commit-tree", f"{old}^{{tree}}", "-F", "-", data=lesson("second version"))
    repo.git("replace", old, new)
    assert dig(repo).learned == ["second version"]
    repo.git("replace", "-d", old)
    assert dig(repo).learned == ["first version"]


def test_a_rewritten_branch_forgets_what_it_lost(repo: Repo) -> None:
    repo.commit(lesson("root stays"))
    repo.commit(lesson("this goes away"))
    dig(repo)
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.commit(lesson("this came instead"))
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")
    assert dig(repo).learned == ["root stays", "this came instead"]


@pytest.mark.parametrize("content", [b"garbage" * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_index_is_built_anew_with_one_line(repo: Repo, content: bytes) -> None:
    repo.commit(lesson("git still knows"))
    dig(repo)
    index_of(repo).write_bytes(content)
    trip = dig(repo)
    assert trip.learned == ["git still knows"]
    assert len(trip.lines) == 1 and "damaged" in trip.lines[0] and "anew" in trip.lines[0]
    assert dig(repo).lines == ()


def test_a_damaged_row_is_noticed(repo: Repo) -> None:
    repo.commit(lesson("git still knows"))
    dig(repo)
    with sqlite3.connect(index_of(repo)) as db:
        db.execute("UPDATE record SET data = '[1]'")
    db.close()
    trip = dig(repo)
    assert trip.learned == ["git still knows"] and "anew" in trip.lines[0]


def test_an_index_of_another_schema_is_built_anew(repo: Repo) -> None:
    repo.commit(lesson("git still knows"))
    dig(repo)
    with sqlite3.connect(index_of(repo)) as db:
        db.execute("DROP TABLE record")
        db.execute("CREATE TABLE record (older TEXT)")
        db.execute("CREATE VIEW seen AS SELECT older FROM record")
        db.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        db.execute("PRAGMA user_version = 1")
    db.close()
    trip = dig(repo)
    assert trip.learned == ["git still knows"]
    assert trip.lines == ("the index is of another version and is built anew",)
    assert dig(repo).lines == ()


def test_an_index_that_lost_a_table_is_built_anew(repo: Repo) -> None:
    repo.commit(lesson("git still knows"))
    dig(repo)
    with sqlite3.connect(index_of(repo)) as db:
        db.execute("DROP TABLE record")
    db.close()
    trip = dig(repo)
    assert trip.learned == ["git still knows"]
    assert len(trip.lines) == 1 and "anew" in trip.lines[0]
    assert dig(repo).lines == ()


def test_where_no_index_can_be_written_mining_goes_on(repo: Repo) -> None:
    repo.commit(lesson("read without an index"))
    (repo.path / ".git" / "agentops").write_text("in the way of the directory")
    trip = dig(repo)
    assert trip.learned == ["read without an index"]
    assert len(trip.lines) == 1 and trip.lines[0].startswith("mined without the index")


def test_a_read_only_index_is_no_obstacle(repo: Repo) -> None:
    repo.commit(lesson("read only is fine"))
    dig(repo)
    repo.commit(lesson("new is new"))
    script = (
        "import os, sqlite3, sys\n"
        "connect = sqlite3.connect\n"
        "sqlite3.connect = lambda path, **kw: connect(f'file:{path}?mode=ro', uri=True, **kw)"
        " if path != ':memory:' else connect(path, **kw)\n"
        "from tests.memory.mining import dig\n"
        "from tests.conftest import Repo\n"
        "from pathlib import Path\n"
        "trip = dig(Repo(Path(sys.argv[1])))\n"
        "print(trip.learned, len(trip.lines))\n"
    )
    root = Path(__file__).parents[2]
    done = run(sys.executable, "-c", script, repo.path, cwd=root)
    assert done.stdout == "['read only is fine', 'new is new'] 1\n"


def test_two_processes_at_once_both_answer(repo: Repo) -> None:
    for number in range(20):
        repo.commit(lesson(f"number {number} is one of many"))
    argv = ["agentops-git", "-C", str(repo.path), "learnings", "--json"]
    several = [
        subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
        for _ in range(4)
    ]
    answers = [process.communicate() for process in several]
    assert {process.returncode for process in several} == {0}
    assert len({out for out, _ in answers}) == 1 and {err for _, err in answers} == {b""}
