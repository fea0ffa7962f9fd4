"""A remote that is broken or means ill: nothing here is damaged, and it is said in a line."""

import os
import subprocess
import zlib
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.exchange.clones import LEARNINGS
from tests.exchange.conftest import Pair

pytestmark = pytest.mark.slow

WAYS = {"blob": "HEAD:file", "tag": "v1", "tree": "HEAD^{tree}"}


def fsck(repo: Repo) -> str:
    return repo.run_git("fsck", "--strict", "--no-dangling", "--no-progress").said


@pytest.mark.parametrize("kind", ["blob", "tag", "tree"])
def test_a_notes_ref_that_is_no_commit(pair: Pair, kind: str) -> None:
    pair.ann.commit("feat: file", {"file": "text"})
    pair.ann.git("tag", "-m", "x", "v1")
    pair.ann.git("push", "--quiet", "origin", "main", "v1")
    pair.ann.learn("mine")
    pair.ann.git("notes", "add", "-m", "Learning: in text")
    pair.origin.git("update-ref", LEARNINGS, pair.ann.git("rev-parse", WAYS[kind]))
    done = pair.ann.sync()
    assert done.stderr == (
        f"agentops-git: {LEARNINGS} of origin is a {kind}, no notes; left alone\n"
    )
    assert done.stdout == "commits: 1 went\n"
    assert pair.ann.learned() == {"mine"}


@pytest.mark.parametrize("above", [True, False])
def test_a_notes_ref_that_is_a_commit_of_files(pair: Pair, above: bool) -> None:
    """Also one that our own notes could be fast-forwarded to."""
    pair.ann.learn("mine")
    pair.ann.sync()
    pair.ann.commit("feat: file", {"file": "text"})
    parent = ["-p", pair.ann.tip()] if above else []
    made = pair.ann.git("commit-tree", "HEAD^{tree}", *parent, "-m", "x")
    pair.ann.git("push", "--quiet", "--force", "origin", f"{made}:{LEARNINGS}")
    for clone in (pair.ann, pair.bob):
        done = clone.sync()
        assert done.stderr == (
            f"agentops-git: {LEARNINGS} is left alone: the files of {made[:12]} are no notes\n"
        )
    assert pair.ann.learned("HEAD^") == {"mine"}
    assert pair.bob.tip() == ""


def test_a_rewritten_notes_ref_is_merged_and_pushed_back(pair: Pair) -> None:
    """Nothing was forced here, so nothing is lost here; the push restores it there."""
    pair.ann.learn("one")
    pair.ann.sync()
    pair.bob.sync()
    blob = pair.bob.git("hash-object", "-w", "--stdin", data='{"learning":"theirs"}\n')
    tree = pair.bob.git("mktree", data=f"100644 blob {blob}\t{pair.bob.head()}\n")
    rewritten = pair.bob.git("commit-tree", tree, "-m", "x")
    pair.bob.git("push", "--quiet", "--force", "origin", f"{rewritten}:{LEARNINGS}")
    assert pair.ann.sync().stdout == "learnings: 1 came, 1 went\n"
    assert pair.bob.sync().stdout == "learnings: 1 came\n"
    assert pair.ann.learned() == pair.bob.learned() == {"one", "theirs"}


def test_a_rewind_is_undone(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.ann.sync()
    before = pair.ann.tip()
    pair.ann.learn("two")
    pair.ann.sync()
    pair.origin.git("update-ref", LEARNINGS, before)
    assert pair.ann.sync().stdout == "learnings: 1 went\n"
    assert pair.origin.git("rev-parse", LEARNINGS) == pair.ann.tip()


def test_refs_that_were_deleted_are_pushed_again(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.ann.sync()
    pair.origin.git("update-ref", "-d", LEARNINGS)
    assert pair.ann.sync().stdout == "learnings: 1 went\n"
    assert pair.bob.sync().stdout == "learnings: 1 came\n"


def test_names_that_are_no_kind_are_not_asked_for(pair: Pair) -> None:
    pair.bob.git("notes", "add", "-m", "x")
    pair.bob.git("notes", f"--ref={LEARNINGS}", "add", "-m", '{"learning":"theirs"}')
    tip = pair.bob.tip("refs/notes/commits")
    names = ["--upload-pack=x", "-x", "deep/er/name", "$(x)", "\x9b31m\u202e", "l\ufffdx"]
    commands = "".join(f"create refs/notes/agentops/{name} {tip}\n" for name in names)
    pair.bob.git("update-ref", "--stdin", data=commands)
    pair.bob.git("push", "--quiet", "origin", "refs/notes/*:refs/notes/*")
    done = pair.ann.sync()
    assert done.stderr == ""
    assert pair.ann.git("for-each-ref", "--format=%(refname)", "refs/agentops").splitlines() == [
        "refs/agentops/backup/commits",
        "refs/agentops/backup/learnings",
        "refs/agentops/remotes/origin/commits",
        "refs/agentops/remotes/origin/learnings",
    ]


def test_names_that_begin_like_a_kind_are_dropped_and_said(pair: Pair) -> None:
    pair.bob.git("notes", "add", "-m", "x")
    tip = pair.bob.tip("refs/notes/commits")
    commands = "".join(f"create {LEARNINGS}{n}-\u202e\u009b1m {tip}\n" for n in range(300))
    pair.bob.git("update-ref", "--stdin", data=commands)
    pair.bob.git("push", "--quiet", "origin", "refs/notes/*:refs/notes/*")
    pair.ann.learn("mine")
    done = pair.ann.sync()
    assert done.stderr == (
        "agentops-git: origin has notes of no kind that is known here: "
        "learnings0-\\u202e\\x9b1m and 299 more; ignored\n"
    )
    refs = pair.ann.git("for-each-ref", "--format=%(refname)", "refs/agentops").splitlines()
    assert len(refs) == 4


def test_refs_below_a_kind_stand_in_no_ones_way(pair: Pair) -> None:
    pair.bob.git("notes", "add", "-m", "x")
    pair.bob.git("update-ref", f"{LEARNINGS}/deep", pair.bob.tip("refs/notes/commits"))
    pair.bob.git("push", "--quiet", "origin", f"{LEARNINGS}/deep")
    pair.ann.learn("mine")
    pair.ann.git("notes", "add", "-m", "text")
    done = pair.ann.sync(code=3)
    assert done.stdout == "commits: 1 went\n"
    assert f"origin refused {LEARNINGS} (" in done.stderr
    pair.origin.git("update-ref", "-d", f"{LEARNINGS}/deep")
    assert pair.ann.sync().stdout == "learnings: 1 went\n"


def test_escapes_in_notes_reach_no_terminal(pair: Pair) -> None:
    pair.bob.learn("red \x1b[31m\u202e text")
    pair.bob.git("notes", "add", "-m", "\x1b]0;title\x07 text")
    pair.bob.sync()
    assert "\x1b" not in pair.ann.sync().said
    assert "\x1b" not in pair.ann.sync("--json").said


def test_a_corrupt_remote_is_one_line(pair: Pair) -> None:
    pair.bob.learn("one")
    pair.bob.sync()
    pair.ann.learn("mine")
    tip = pair.ann.tip()
    blob = pair.origin.git("ls-tree", "-r", LEARNINGS).split()[2]
    loose = pair.origin.path / "objects" / blob[:2] / blob[2:]
    if not loose.exists():
        for pack in pair.origin.path.glob("objects/pack/*.pack"):
            data = pack.read_bytes()
            pack.rename(pair.origin.path / pack.name)
            subprocess.run(
                ["git", "unpack-objects", "-q"], cwd=pair.origin.path, input=data, check=True
            )
    loose.chmod(0o644)
    loose.write_bytes(zlib.compress(b"blob 5\0other"))
    said = pair.ann.sync(code=3).said
    assert said.startswith("agentops-git: no notes could be fetched from origin: ")
    assert said.count("\n") == 1
    assert (pair.ann.tip(), pair.ann.learned()) == (tip, {"mine"})
    assert "missing" not in fsck(pair.ann)


def test_a_tree_that_fsck_would_refuse_is_not_let_in(pair: Pair) -> None:
    """Else every later fsck of this clone would complain."""
    blob = pair.bob.git("hash-object", "-w", "--stdin", data="x")
    entry = b"100644 .git\0" + bytes.fromhex(blob)
    tree = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=pair.bob.path, input=entry, capture_output=True, check=True, env=os.environ,
    ).stdout.decode().strip()  # fmt: skip
    made = pair.bob.git("commit-tree", tree, "-m", "x")
    pair.bob.git("push", "--quiet", "origin", f"{made}:{LEARNINGS}")
    said = pair.ann.sync(code=3).said
    assert "hasDotgit" in said
    assert fsck(pair.ann) == ""


def test_a_broken_notes_ref_here_is_left_alone(pair: Pair) -> None:
    pair.ann.commit("feat: file", {"file": "text"})
    pair.ann.git("update-ref", LEARNINGS, pair.ann.head("HEAD:file"))
    pair.ann.git("notes", "add", "-m", "text")
    pair.bob.learn("one")
    pair.bob.sync()
    done = pair.ann.sync()
    assert done.stderr == f"agentops-git: {LEARNINGS} here is a blob, no notes; left alone\n"
    assert done.stdout == "commits: 1 went\n"


def test_a_note_of_many_megabytes(pair: Pair, tmp_path: Path) -> None:
    text = "Learning: " + "x" * 20_000_000
    (tmp_path / "note").write_text(text)
    pair.ann.git("notes", "add", "-F", str(tmp_path / "note"))
    pair.bob.git("notes", "add", "-m", "small")
    for clone in (pair.bob, pair.ann, pair.bob):
        clone.sync()
    assert pair.bob.git("notes", "show") == f"{text}\n\nsmall"
