"""A forced notes refspec of the user's: explained, and what it destroys comes back."""

import shlex

import pytest

from tests.exchange.clones import LEARNINGS
from tests.exchange.conftest import Pair

pytestmark = pytest.mark.slow

FORCED = "+refs/notes/*:refs/notes/*"
EXPLAINED = (
    f"agentops-git: remote.origin.fetch = {FORCED} lets every fetch destroy notes that are not "
    "published; sync keeps a backup, but take it out: git config --fixed-value --unset "
    f"remote.origin.fetch '{FORCED}'\n"
)


@pytest.fixture
def forced(pair: Pair) -> Pair:
    """Ann's notes and those of the remote differ, and her every fetch forces."""
    pair.bob.learn("theirs")
    pair.bob.sync()
    pair.ann.git("config", "--add", "remote.origin.fetch", FORCED)
    return pair


def test_a_note_that_a_fetch_destroyed_comes_back(forced: Pair) -> None:
    ann = forced.ann
    ann.learn("mine")
    ann.git("fetch", "--quiet")
    assert ann.learned() == {"theirs"}
    done = ann.sync()
    assert done.stderr == EXPLAINED
    assert done.stdout == "learnings: 1 went, 1 restored\n"
    assert ann.learned() == {"mine", "theirs"}
    forced.bob.sync()
    assert forced.bob.learned() == {"mine", "theirs"}


def test_it_comes_back_once(forced: Pair) -> None:
    forced.ann.learn("mine")
    forced.ann.git("fetch", "--quiet")
    forced.ann.sync()
    assert forced.ann.sync().stdout == "nothing to exchange with origin\n"
    forced.ann.git("fetch", "--quiet")
    assert forced.ann.sync().stdout == "nothing to exchange with origin\n"


def test_several_fetches_and_no_sync_between(forced: Pair) -> None:
    for text in ("one", "two", "three"):
        forced.ann.learn(text)
        forced.ann.git("fetch", "--quiet")
    assert forced.ann.learned() == {"theirs"}
    forced.ann.sync()
    assert forced.ann.learned() == {"one", "two", "three", "theirs"}


def test_a_pruning_fetch_deletes_the_ref_and_its_reflog(pair: Pair) -> None:
    """Only the backup of the last exchange is left then, and it is enough."""
    pair.ann.learn("mine")
    pair.ann.sync()
    pair.origin.git("update-ref", "-d", LEARNINGS)
    pair.ann.git("config", "--add", "remote.origin.fetch", FORCED)
    pair.ann.git("fetch", "--quiet", "--prune")
    assert pair.ann.tip() == ""
    assert pair.ann.sync().stdout == "learnings: 1 went, 1 restored\n"
    assert pair.ann.learned() == {"mine"}


def test_without_a_reflog_a_push_keeps_what_a_fetch_would_destroy(forced: Pair) -> None:
    """pre-push backs up even where notes are not to go along."""
    ann = forced.ann
    ann.git("config", "core.logAllRefUpdates", "false")
    ann.git("config", "agentops.syncOnPush", "false")
    ann.learn("mine")
    line = f"HEAD {ann.head()} refs/heads/topic {'0' * 40}\n"
    ann.tool("hook", "pre-push", "origin", "x", data=line)
    ann.git("fetch", "--quiet")
    ann.tool("hook", "pre-push", "origin", "x", data=line)
    assert ann.learned() == {"theirs"}
    ann.sync()
    assert ann.learned() == {"mine", "theirs"}


def test_a_note_has_a_reflog_whatever_the_configuration_says(forced: Pair) -> None:
    """Else what was noted since the last exchange would be gone with the first forced fetch."""
    forced.ann.git("config", "core.logAllRefUpdates", "false")
    forced.ann.learn("mine")
    forced.ann.git("fetch", "--quiet")
    assert forced.ann.learned() == {"theirs"}
    assert forced.ann.sync().stdout == "learnings: 1 went, 1 restored\n"
    assert forced.ann.learned() == {"mine", "theirs"}


def test_what_was_redacted_does_not_come_back(forced: Pair) -> None:
    ann = forced.ann
    ann.learn("secret")
    row = ann.git("notes", f"--ref={LEARNINGS}", "show")
    ann.tool("note", "redact", row.partition('"id":"')[2].partition('"')[0])
    ann.learn("mine")
    ann.git("fetch", "--quiet")
    ann.sync()
    assert ann.learned() == {"mine", "theirs"}
    assert "secret" not in ann.git("notes", f"--ref={LEARNINGS}", "show")


def test_a_ref_that_was_moved_back_by_hand_stays_there(pair: Pair) -> None:
    """The reflog says that no fetch did it, and it was never exchanged."""
    pair.ann.learn("one")
    before = pair.ann.tip()
    pair.ann.learn("two")
    pair.ann.git("update-ref", LEARNINGS, before)
    pair.ann.sync()
    assert pair.ann.learned() == {"one"}


def test_a_ref_that_was_deleted_comes_back(pair: Pair) -> None:
    """Nothing tells a deletion by hand from one by a pruning fetch."""
    pair.ann.git("notes", "add", "-m", "Learning: one")
    pair.ann.sync()
    for repo in (pair.origin, pair.ann):
        repo.git("update-ref", "-d", "refs/notes/commits")
    assert pair.ann.sync().stdout == "commits: 1 went, 1 restored\n"


def test_unless_its_backup_was_deleted_too(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.ann.sync()
    pair.origin.git("update-ref", "-d", LEARNINGS)
    for ref in (LEARNINGS, "refs/agentops/backup/learnings"):
        pair.ann.git("update-ref", "-d", ref)
    assert pair.ann.sync().stdout == "nothing to exchange with origin\n"
    assert pair.ann.tip() == ""


@pytest.mark.parametrize(
    ("refspec", "forces"),
    [
        ("+refs/*:refs/*", True),
        ("+refs/notes/commits:refs/notes/commits", True),
        ("+refs/n*:refs/n*", True),
        ("refs/notes/*:refs/notes/*", False),
        ("+refs/notes/*:refs/notes-of/origin/*", False),
        ("+refs/heads/*:refs/remotes/origin/*", False),
    ],
)
def test_what_forces(pair: Pair, refspec: str, forces: bool) -> None:
    pair.ann.git("config", "remote.origin.fetch", refspec)
    assert ("lets every fetch destroy notes" in pair.ann.sync().stderr) is forces
    assert (f"{refspec}: a fetch destroys" in pair.ann.tool("doctor", code=None).said) is forces


def test_the_command_that_is_named_takes_it_out(forced: Pair) -> None:
    said = forced.ann.sync().stderr
    command = said.partition("take it out: ")[2].strip()
    forced.ann.git(*shlex.split(command)[1:])
    assert forced.ann.sync().stderr == ""
