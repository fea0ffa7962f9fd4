"""Notes whose commit is not in the range: they count for the commit that is the same change."""

import json

import pytest

from agentops_git.git.process import Git
from agentops_git.knowledge.learnings import learnings
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import Line, dump, make_line
from tests.conftest import Repo
from tests.memory.mining import dig

LINES = "refs/notes/agentops/learnings"
NOTED = "it was worth a word"


def counted(repo: Repo, range_: str = "HEAD") -> dict[str, list[str]]:
    """Each learning with the commits that count as its evidence."""
    found = learnings(dig(repo, range_).mined)
    return {one.text: [piece.record.id for piece in one.evidence] for one in found}


def line(repo: Repo, rev: str, **fields: object) -> Line:
    """A line about a commit, not written anywhere yet."""
    facts = facts_of(Git(str(repo.path)), rev)
    return make_line("learnings", "2024-01-02T03:04:05Z", "Ann <ann@x>", facts, fields)


def hang(repo: Repo, on: str, *lines: Line | str) -> None:
    """Write lines as the note on an object, whatever it held before."""
    text = "".join(f"{one if isinstance(one, str) else dump(one)}\n" for one in lines)
    blob = repo.git("hash-object", "-w", "--stdin", data=text)
    repo.git("notes", f"--ref={LINES}", "add", "-f", "-C", blob, on)


def rebased(repo: Repo) -> tuple[str, str]:
    """A branch whose one commit was rebased past every hook: its old and its new id."""
    repo.commit("chore: root", {"a": "1"})
    repo.git("checkout", "-q", "-b", "topic")
    old = repo.commit("fix: it", {"b": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"a": "2"})
    repo.git("checkout", "-q", "topic")
    repo.git("notes", "add", "-m", f"Learning: {NOTED} as text")
    hang(repo, old, line(repo, old, learning=NOTED, context="late at night"))
    repo.git("rebase", "-q", "main")
    return old, repo.head()


def forget(repo: Repo) -> None:
    """What git gc does to commits that nothing names any more."""
    repo.git("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    repo.git("-c", "gc.auto=0", "prune", "--expire=now")


def test_notes_count_for_the_rebased_commit(repo: Repo) -> None:
    old, new = rebased(repo)
    assert old != new
    assert counted(repo) == {f"{NOTED} as text": [new], NOTED: [new]}
    (record,) = dig(repo).mined.records
    assert [entry.value for entry in record.everything if entry.key == "Context"] == [
        "late at night"
    ]


def test_a_line_counts_after_the_old_commit_is_gone(repo: Repo) -> None:
    old, new = rebased(repo)
    forget(repo)
    repo.git("cat-file", "-e", old, code=1)
    assert counted(repo) == {f"{NOTED} as text": [new], NOTED: [new]}
    repo.git("notes", f"--ref={LINES}", "remove", old)
    assert counted(repo) == {}  # text says nothing of what it was written for


@pytest.mark.parametrize("gone", [True, False])
def test_a_changed_subject_is_found_too(repo: Repo, gone: bool) -> None:
    rebased(repo)
    repo.git("commit", "-q", "--amend", "-m", "fix: said better")
    if gone:
        forget(repo)
    assert counted(repo)[NOTED] == [repo.head()]


def test_merges_and_empty_commits_fit_by_tree_and_subject(repo: Repo) -> None:
    repo.commit("chore: root", {"a": "1"})
    old = repo.commit("chore: nothing changed")
    hang(repo, old, line(repo, old, learning=NOTED))
    date = "--date=2020-01-01T00:00:00Z"
    repo.git("commit", "-q", "--amend", "--no-edit", "--allow-empty", date)
    assert repo.head() != old and counted(repo) == {NOTED: [repo.head()]}


def test_a_note_on_a_picked_commit_counts_here_once(repo: Repo) -> None:
    repo.commit("chore: root", {"a": "1"})
    repo.git("checkout", "-q", "-b", "side")
    old = repo.commit("fix: it", {"b": "1"})
    hang(repo, old, line(repo, old, learning=NOTED))
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"a": "2"})
    repo.git("cherry-pick", "side")
    assert counted(repo) == {NOTED: [repo.head()]}
    repo.git("merge", "-q", "--no-edit", "side")
    assert counted(repo) == {NOTED: [old]}


def test_a_note_that_was_carried_is_one_piece_of_evidence(repo: Repo) -> None:
    old, new = rebased(repo)
    repo.git("notes", "copy", old, new)
    repo.git("notes", f"--ref={LINES}", "copy", old, new)
    assert counted(repo) == {f"{NOTED} as text": [new], NOTED: [new]}
    (record,) = dig(repo).mined.records
    assert len(record.notes) == 2


def test_a_stray_that_fits_nothing_is_no_evidence_and_no_error(repo: Repo) -> None:
    old, _ = rebased(repo)
    repo.git("checkout", "-q", "main")
    trip = dig(repo)
    assert trip.learned == [] and trip.lines == ()
    assert counted(repo, old) == {f"{NOTED} as text": [old], NOTED: [old]}


def test_a_range_takes_the_notes_that_fit_its_commits(repo: Repo) -> None:
    _, new = rebased(repo)
    repo.commit("chore: after")
    assert counted(repo, "main..HEAD")[NOTED] == [new]
    assert counted(repo, "HEAD~1..HEAD") == {}


def test_an_unchanged_repository_with_strays_costs_no_walk(repo: Repo, commands: list[str]) -> None:
    rebased(repo)
    first = dig(repo)
    commands.clear()
    assert dig(repo) == first
    walks = ("log -z", "rev-list", "diff-tree", "patch-id", "ls-tree", "cat-file", "merge-base")
    assert not [name for name in commands if name.startswith(walks)]


def test_a_new_note_costs_no_walk(repo: Repo, commands: list[str]) -> None:
    first = repo.commit("chore: said nothing", {"f": "x"})
    repo.commit("chore: on")
    dig(repo)
    hang(repo, first, line(repo, first, learning=NOTED))
    commands.clear()
    assert dig(repo).learned == [NOTED]
    assert not [name for name in commands if name.startswith(("rev-list", "merge-base"))]
    assert len([name for name in commands if name == "log -z"]) == 1  # of that commit alone


def squashed(repo: Repo) -> tuple[str, str, str]:
    """Two commits of a topic that a host squashed, each with its record on the new commit."""
    repo.commit("chore: root", {"r": "1"})
    repo.git("checkout", "-q", "-b", "topic")
    one = repo.commit(f"fix: a\n\nIntent: mend a\nLearning: {NOTED}\n", {"a": "1"})
    two = repo.commit(f"fix: b\n\nIntent: mend b\nLearning: {NOTED}\n", {"b": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"r": "2"})
    new = repo.commit("fix: a and b (#1)", {"a": "1", "b": "1"})
    hang(repo, new, *(line(repo, oid, learning=NOTED) for oid in (one, two)))
    return one, two, new


def test_lines_written_for_a_squash_are_the_changes_that_it_united(repo: Repo) -> None:
    one, two, new = squashed(repo)
    assert counted(repo) == {NOTED: [new, new]}
    repo.git("merge", "-q", "--no-edit", "topic")
    assert counted(repo) == {NOTED: [one, two]}


def test_a_squash_that_repeats_its_parts_in_its_message_adds_nothing(repo: Repo) -> None:
    *_, new = squashed(repo)
    lines = repo.git("notes", f"--ref={LINES}", "show", new)
    repo.git("commit", "-q", "--amend", "-m", f"fix: a and b (#1)\n\nLearning: {NOTED}")
    hang(repo, repo.head(), lines)
    assert len(counted(repo)[NOTED]) == 2


def test_a_squash_that_lists_commits_repeats_what_they_say(repo: Repo) -> None:
    repo.commit("chore: root", {"r": "1"})
    repo.git("checkout", "-q", "-b", "topic")
    own = repo.commit(f"fix: a\n\nIntent: mend a\nLearning: {NOTED}\n", {"a": "1"})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--squash", "topic")
    listed = (repo.path / ".git" / "SQUASH_MSG").read_text()
    new = repo.commit(f"fix: all\n\n{listed}\nLearning: {NOTED}\nLearning: and more\n")
    assert counted(repo) == {NOTED: [new], "and more": [new]}
    repo.git("merge", "-q", "--no-edit", "topic")
    assert counted(repo) == {NOTED: [own], "and more": [new]}


def test_one_commit_amended_is_one_change_with_its_notes(repo: Repo) -> None:
    repo.commit("chore: root", {"r": "1"})
    old = repo.commit("fix: a\n\nLearning: said in the message\n", {"a": "1"})
    kept = line(repo, old, learning=NOTED)
    repo.write({"a": "2"})
    repo.git("commit", "-q", "-a", "--amend", "--no-edit")
    hang(repo, repo.head(), kept)
    mined = dig(repo).mined
    changes = {piece.change for one in learnings(mined) for piece in one.evidence}
    assert len(learnings(mined)) == 2 and len(changes) == 1


def strange(repo: Repo) -> tuple[list[str], tuple[str, ...]]:
    trip = dig(repo)
    return trip.learned, trip.lines


def test_strange_lines_are_counted_and_left_out(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    good = line(repo, oid, learning=NOTED)
    forged = dump(good).replace(NOTED, "forged")
    deep = "[" * 100_000
    hang(repo, oid, good, "no json", "[1]", '{"v":2}', forged, deep, "", "nul \0 in it")
    said = "6 things in the notes can't be read; see: agentops-git note list"
    assert strange(repo) == ([NOTED], (said,))
    assert strange(repo) == ([NOTED], (said,))  # also where it is remembered


def test_a_redacted_line_is_never_mined(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    bad = line(repo, oid, learning="the password is hunter2")
    stone = make_line("tombstone", bad.at, bad.by, None, {"redacts": bad.id})
    hang(repo, oid, bad, line(repo, oid, learning=NOTED), stone)
    assert strange(repo) == ([NOTED], ())


@pytest.mark.parametrize("ref", [LINES, "refs/notes/commits"])
def test_a_ref_that_is_no_notes_ref_is_no_obstacle(repo: Repo, ref: str) -> None:
    oid = repo.commit("fix: x\n\nLearning: said in the message\n", {"f": "x", "d/e": "y"})
    blob = repo.git("rev-parse", f"{oid}:f")
    repo.git("update-ref", ref, blob)
    assert strange(repo) == (["said in the message"], ())
    repo.git("update-ref", ref, oid)  # a commit whose files are no notes
    assert strange(repo) == (
        ["said in the message"],
        ("2 things in the notes can't be read; see: agentops-git note list",),
    )


def test_hostile_values_stay_values(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    hang(repo, oid, line(repo, oid, learning=[f"{NOTED} \x1b[31m \x00", "two\nlines"], context=7))
    assert dig(repo).learned == [f"{NOTED} \x1b[31m \x00", "two lines"]
    assert repo.tool("learnings").stdout.isprintable() is False  # newlines alone
    assert not {"\x1b", "\x00"} & set(repo.tool("learnings").stdout)


def test_bytes_that_are_no_utf8_are_replaced(repo: Repo) -> None:
    repo.commit("chore: x", {"f": "x"})
    blob = repo.git("hash-object", "-w", "--stdin", data="Learning: caf\udce9 au lait\n")
    repo.git("notes", "add", "-C", blob)
    assert dig(repo).learned == ["caf\ufffd au lait"]
    repo.tool("learnings", "--write", "--min-evidence", "1")


@pytest.mark.slow
def test_what_is_far_too_long_is_passed_over(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    blob = repo.git("hash-object", "-w", "--stdin", data="Learning: x y z\n" * (50 << 16))
    repo.git("notes", "add", "-C", blob)
    long = line(repo, oid, learning="a lesson without an end " * (50 << 15))
    hang(repo, oid, long, line(repo, oid, learning=NOTED))
    learned, lines = strange(repo)
    assert learned == [NOTED] and lines[0].startswith("2 things in the notes")


def test_a_note_that_is_broken_in_the_store_is_one_clear_line(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    hang(repo, oid, line(repo, oid, learning=NOTED))
    blob = repo.git("rev-parse", f"{LINES}:{oid}")
    path = repo.path / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"torn")
    assert strange(repo) == (
        [],
        ("1 thing in the notes can't be read; see: agentops-git note list",),
    )


def test_notes_that_vanish_are_one_clear_line(repo: Repo) -> None:
    oid = repo.commit("chore: x", {"f": "x"})
    hang(repo, oid, line(repo, oid, learning=NOTED))
    tree = repo.git("rev-parse", f"{LINES}^{{tree}}")
    (repo.path / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    ran = repo.tool("learnings", code=3)
    assert ran.stderr.count("\n") == 1 and LINES in ran.stderr and "git fsck" in ran.stderr


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "yesterday", ""])
def test_a_clock_that_is_wrong_by_years_is_no_obstacle(repo: Repo, at: str) -> None:
    oid = repo.commit("chore: x", {"f": "x"}, GIT_AUTHOR_DATE="1970-01-01T00:00:00Z")
    facts = facts_of(Git(str(repo.path)), oid)
    hang(repo, oid, make_line("learnings", at, "Ann", facts, {"learning": NOTED}))
    repo.commit("fix: y\n\nLearning: from afar\n", GIT_AUTHOR_DATE="2099-01-01T00:00:00Z")
    assert dig(repo).learned == [NOTED, "from afar"]


def test_the_json_names_both_notes_refs(repo: Repo) -> None:
    rebased(repo)
    found = json.loads(repo.tool("learnings", "--json").stdout)
    assert found["notes"] == {ref: repo.head(ref) for ref in (LINES, "refs/notes/commits")}
    assert [[one["grade"] for one in row["evidence"]] for row in found["learnings"]] == [
        ["noted"], ["noted"],
    ]  # fmt: skip


def test_a_note_on_a_reverted_commit_counts_where_the_change_was_made_once_more(
    repo: Repo,
) -> None:
    repo.commit("chore: root", {"a": "1"})
    old = repo.commit("fix: it\n\nLearning: said in the message\n", {"b": "1"})
    hang(repo, old, line(repo, old, learning=NOTED))
    repo.git("revert", "--no-edit", old)
    assert counted(repo) == {}
    repo.git("cherry-pick", old)
    assert counted(repo) == {"said in the message": [repo.head()], NOTED: [repo.head()]}


def test_a_pick_that_needed_a_hand_takes_the_notes_of_the_commit_it_names(repo: Repo) -> None:
    repo.commit("chore: root", {"a": "1"})
    repo.git("checkout", "-q", "-b", "side")
    old = repo.commit("fix: it", {"a": "2"})
    hang(repo, old, line(repo, old, learning=NOTED))
    repo.git("notes", "add", "-m", f"Learning: {NOTED} as text")
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"a": "3"})
    repo.git("cherry-pick", "-x", "side", code=1)
    repo.write({"a": "4"})
    repo.git("add", "a")
    repo.git("-c", "core.editor=true", "cherry-pick", "--continue")
    repo.git("commit", "-q", "--amend", "-m", "fix: it here", "-m", repo.message("HEAD"))
    both = {f"{NOTED} as text": [repo.head()], NOTED: [repo.head()]}
    assert counted(repo) == both
    repo.git("branch", "-D", "side")
    forget(repo)
    assert counted(repo) == both
    repo.commit("chore: later", {"b": "1"})  # the index goes on from what it holds
    assert counted(repo).keys() == both.keys()


def test_history_that_a_graft_cut_off_and_was_rewritten_keeps_its_notes(repo: Repo) -> None:
    repo.commit("chore: root", {"a": "1"})
    first = repo.commit("fix: it", {"a": "2"})
    hang(repo, first, line(repo, first, learning=NOTED))
    repo.commit("chore: on", {"a": "3"})
    repo.git("replace", "--graft", first)
    repo.git("filter-branch", "-f", "--", "--all", FILTER_BRANCH_SQUELCH_WARNING="1")
    repo.git("replace", "-d", first)
    assert repo.git("rev-parse", "HEAD~1") != first
    assert counted(repo) == {NOTED: [repo.git("rev-parse", "HEAD~1")]}


def test_notes_count_for_no_commit_that_a_replacement_hides(repo: Repo) -> None:
    """What mining sees, and what a stray may fit, is the same history."""
    repo.commit("chore: root", {"a": "1"})
    old = repo.commit("fix: it", {"b": "1"})
    hang(repo, old, line(repo, old, learning=NOTED))
    repo.git("commit", "-q", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z")
    fits = repo.head()
    last = repo.commit("chore: on", {"a": "2"})
    assert counted(repo) == {NOTED: [fits]}
    repo.git("replace", "--graft", last)
    assert counted(repo) == {}
