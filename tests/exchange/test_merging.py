"""Whatever two clones did, both end with all of it."""

import json
from pathlib import Path

from tests.conftest import Repo
from tests.exchange.clones import LEARNINGS, all_kinds, bare, clone_of, first_clone
from tests.exchange.conftest import Pair


def test_unrelated_histories(pair: Pair) -> None:
    """Each clone began its notes by itself: there is no common ancestor."""
    pair.ann.learn("one", "both")
    pair.bob.learn("both", "two")
    pair.ann.sync()
    assert pair.bob.sync().stdout == "learnings: 1 came, 1 went\n"
    pair.ann.sync()
    assert pair.ann.learned() == pair.bob.learned() == {"one", "both", "two"}
    assert pair.ann.tip() == pair.bob.tip() == pair.origin.git("rev-parse", LEARNINGS)


def test_a_merge_has_both_parents(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.ann.sync()
    pair.bob.learn("two")
    mine = pair.bob.tip()
    pair.bob.sync()
    assert pair.bob.git("log", "-1", "--format=%P %s", LEARNINGS) == (
        f"{mine} {pair.ann.tip()} sync origin"
    )


def test_nothing_is_merged_twice(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.bob.learn("two")
    for clone in (pair.ann, pair.bob, pair.ann):
        clone.sync()
    tip = pair.ann.tip()
    for clone in (pair.bob, pair.ann, pair.bob):
        assert clone.sync().stdout == "nothing to exchange with origin\n"
    assert pair.bob.tip() == tip


def test_a_line_that_was_redacted_stays_away(pair: Pair) -> None:
    """It was published, and the other clone goes on writing to the same note."""
    pair.ann.learn("secret", "fine")
    pair.ann.sync()
    pair.bob.sync()
    rows = pair.bob.git("notes", f"--ref={LEARNINGS}", "show").splitlines()
    secret = next(json.loads(row)["id"] for row in rows if "secret" in row)
    pair.bob.tool("note", "redact", secret)
    pair.ann.learn("more")
    for clone in (pair.ann, pair.bob, pair.ann):
        clone.sync()
    for clone in (pair.ann, pair.bob):
        assert "secret" not in clone.git("notes", f"--ref={LEARNINGS}", "show")
        assert clone.learned() == {"fine", "more"}


def test_a_note_that_was_removed_is_removed_everywhere(pair: Pair) -> None:
    second = pair.ann.commit("feat: more")
    pair.ann.git("notes", "add", "-m", "wrong", second)
    pair.ann.git("notes", "add", "-m", "right", "HEAD^")
    pair.ann.sync()
    pair.bob.sync()
    pair.bob.git("notes", "remove", second)
    assert pair.bob.sync().stdout == "commits: 1 went\n"
    assert pair.ann.sync().stdout == "commits: 1 removed\n"
    assert pair.ann.git("notes", "list").split()[1] == pair.ann.head("HEAD^")


def test_plain_text_keeps_both_paragraphs_in_order(pair: Pair) -> None:
    pair.ann.git("notes", "add", "-m", "Learning: b from ann")
    pair.bob.git("notes", "add", "-m", "Learning: a from bob")
    pair.ann.sync()
    pair.bob.sync()
    assert pair.bob.git("notes", "show") == "Learning: a from bob\n\nLearning: b from ann"


def test_bytes_that_are_no_text_arrive_as_they_are(pair: Pair) -> None:
    blob = pair.ann.git("hash-object", "-w", "--stdin", data="\udcff\x00\udcfe\n")
    pair.ann.git("notes", "add", "-C", blob)
    pair.ann.sync()
    pair.bob.commit("feat: other")
    pair.bob.git("notes", "add", "-m", "mine")
    pair.bob.sync()
    assert pair.bob.git("notes", "list", "HEAD^") == blob


def test_notes_that_git_fanned_out_meet_ours(pair: Pair) -> None:
    """git moves notes to other paths as they grow; the object is what counts."""
    commit = pair.ann.head()
    pair.ann.learn("one")
    path = pair.ann.git("ls-tree", "-r", "--name-only", LEARNINGS)
    assert path == f"{commit[:2]}/{commit[2:]}"
    pair.ann.sync()
    blob = pair.bob.git("hash-object", "-w", "--stdin", data='{"learning":"two"}\n')
    tree = pair.bob.git("mktree", data=f"100644 blob {blob}\t{commit}\n")
    pair.bob.git("update-ref", LEARNINGS, pair.bob.git("commit-tree", tree, "-m", "x"))
    pair.bob.sync()
    assert pair.bob.learned() == {"one", "two"}
    assert pair.bob.git("ls-tree", "-r", "--name-only", LEARNINGS) == commit


def test_all_kinds_are_exchanged_and_no_other_notes(pair: Pair) -> None:
    kinds = ("learnings", "gates", "approvals", "telemetry", "audit")
    for kind in kinds:
        pair.ann.git("notes", f"--ref=agentops/{kind}", "add", "-m", f'{{"x":"{kind}"}}')
    for ref in ("commits", "agentops/private", "commits-of-mine", "other"):
        pair.ann.git("notes", f"--ref={ref}", "add", "-m", "text")
    pair.ann.sync()
    assert {*all_kinds(pair.origin)} == {
        "refs/notes/commits", *(f"refs/notes/agentops/{kind}" for kind in kinds)
    }  # fmt: skip
    pair.origin.git("update-ref", "refs/notes/agentops/private", "refs/notes/commits")
    pair.bob.sync()
    assert all_kinds(pair.bob) == {**all_kinds(pair.bob), **all_kinds_of(pair)}
    assert "refs/notes/agentops/private" not in all_kinds(pair.bob)


def all_kinds_of(pair: Pair) -> dict[str, str]:
    refs = all_kinds(pair.origin)
    return {ref: tip for ref, tip in refs.items() if "private" not in ref}


def test_a_bare_repository_and_a_worktree(pair: Pair, tmp_path: Path) -> None:
    pair.ann.learn("one")
    tree = tmp_path / "tree"
    pair.ann.git("worktree", "add", "--quiet", "-b", "side", str(tree))
    assert Repo(tree).tool("sync").stdout == "learnings: 1 went\n"
    mirror = clone_of(str(pair.origin.path), tmp_path / "mirror.git", "--bare")
    assert mirror.sync().stdout == "learnings: 1 came\n"
    assert mirror.learned() == {"one"}


def test_a_shallow_clone(pair: Pair, tmp_path: Path) -> None:
    pair.ann.commit("feat: more")
    pair.ann.git("push", "--quiet", "origin", "main")
    pair.ann.learn("old", rev="HEAD^")
    pair.ann.sync()
    address = f"file://{pair.origin.path}"
    shallow = clone_of(address, tmp_path / "shallow", "--depth=1")
    shallow.learn("new")
    shallow.sync()
    assert shallow.git("rev-parse", "--is-shallow-repository") == "true"
    pair.ann.sync()
    assert (pair.ann.learned("HEAD^"), pair.ann.learned()) == ({"old"}, {"new"})


def test_a_clone_without_blobs_gets_the_text_of_notes(pair: Pair, tmp_path: Path) -> None:
    pair.origin.git("config", "uploadpack.allowFilter", "true")
    pair.ann.learn("one")
    pair.ann.sync()
    part = clone_of(f"file://{pair.origin.path}", tmp_path / "part", "--filter=blob:none")
    part.sync()
    pair.origin.path.rename(tmp_path / "away.git")
    assert part.learned() == {"one"}


def test_sha256_on_both_sides(tmp_path: Path) -> None:
    origin = bare(tmp_path / "o.git", "--object-format=sha256")
    ann = first_clone(tmp_path / "ann", str(origin.path), "--object-format=sha256")
    bob = clone_of(str(origin.path), tmp_path / "bob")
    ann.learn("one")
    bob.learn("two")
    for clone in (ann, bob, ann):
        clone.sync()
    assert ann.learned() == bob.learned() == {"one", "two"}


def test_other_object_names_at_the_remote_are_one_line(pair: Pair, tmp_path: Path) -> None:
    other = bare(tmp_path / "o.git", "--object-format=sha256")
    first_clone(tmp_path / "new", str(other.path), "--object-format=sha256")
    pair.ann.learn("one")
    said = pair.ann.sync(str(other.path), code=3).said
    assert "does not support this repository's hash algorithm" in said
    assert said.count("\n") == 1
    assert pair.ann.learned() == {"one"}
