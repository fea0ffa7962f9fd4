"""An exchange touches its own refs and nothing else, whatever the configuration says."""

import json
from pathlib import Path

from tests.exchange.clones import Clone, all_kinds
from tests.exchange.conftest import Pair


def commands(trace: Path) -> list[str]:
    """The git commands that a process started, its own children's children left out."""
    events = [json.loads(line) for line in trace.read_text().splitlines()]
    starts = [event for event in events if event["event"] == "start"]
    words = [event["argv"][1:] for event in starts if "/" not in event["sid"]]
    return [next(word for word in argv if word in WATCHED) for argv in words if WATCHED & {*argv}]


WATCHED = {"fetch", "push", "ls-remote", "gc", "maintenance", "fast-import", "update-ref"}


def traced(clone: Clone, tmp_path: Path) -> list[str]:
    trace = tmp_path / "trace"
    trace.unlink(missing_ok=True)
    clone.sync(env={"GIT_TRACE2_EVENT": str(trace)})
    return commands(trace)


def test_nothing_to_exchange_is_one_fetch_and_no_push(pair: Pair, tmp_path: Path) -> None:
    assert traced(pair.ann, tmp_path) == ["fetch"]
    pair.ann.learn("one")
    assert traced(pair.ann, tmp_path) == ["fetch", "push", "update-ref", "update-ref"]
    assert traced(pair.ann, tmp_path) == ["fetch"]
    assert traced(pair.bob, tmp_path) == ["fetch", "update-ref", "update-ref"]
    assert traced(pair.bob, tmp_path) == ["fetch"]


def test_after_a_push_the_tracking_ref_is_what_was_pushed(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.ann.sync()
    assert pair.ann.tip("refs/agentops/remotes/origin/learnings") == pair.ann.tip()


def test_only_notes_move(pair: Pair) -> None:
    """New branches, tags and a submodule setting at the remote stay there."""
    pair.bob.commit("feat: new")
    pair.bob.git("tag", "-m", "x", "v1")
    pair.bob.git("push", "--quiet", "origin", "main", "v1")
    pair.bob.learn("one")
    pair.bob.sync()
    pair.ann.git("branch", "side")
    pair.ann.git("tag", "mine")
    for key, value in {
        "fetch.prune": "true", "fetch.pruneTags": "true", "remote.origin.tagOpt": "--tags",
        "remote.origin.prune": "true", "push.followTags": "true", "gc.auto": "1",
        "push.default": "matching", "fetch.writeCommitGraph": "true", "submodule.recurse": "true",
        "push.recurseSubmodules": "check", "remote.origin.push": "refs/heads/*:refs/heads/*",
    }.items():  # fmt: skip
        pair.ann.git("config", key, value)
    before = all_kinds(pair.ann, ("refs/heads", "refs/tags", "refs/remotes"))
    there = all_kinds(pair.origin, ("refs/heads", "refs/tags"))
    pair.ann.learn("two")
    pair.ann.sync()
    assert all_kinds(pair.ann, ("refs/heads", "refs/tags", "refs/remotes")) == before
    assert all_kinds(pair.origin, ("refs/heads", "refs/tags")) == there
    assert not (pair.ann.path / ".git" / "FETCH_HEAD").exists()
    assert pair.bob.sync().stdout == "learnings: 1 came\n"


def test_a_mirror_forces_nothing(pair: Pair) -> None:
    """``remote.NAME.mirror`` makes a plain push force every ref and delete the others."""
    pair.ann.git("config", "remote.origin.mirror", "true")
    pair.bob.learn("two")
    pair.bob.sync()
    pair.ann.learn("one")
    assert pair.ann.sync().stdout == "learnings: 1 came, 1 went\n"


def test_a_plain_fetch_and_pull_know_nothing_of_it(pair: Pair) -> None:
    """A remote that rewrites its notes breaks no pull."""
    pair.ann.learn("one")
    pair.ann.sync()
    pair.bob.sync()
    pair.origin.git("update-ref", "-d", "refs/notes/agentops/learnings")
    assert pair.bob.git("config", "--get-all", "remote.origin.fetch") == (
        "+refs/heads/*:refs/remotes/origin/*"
    )
    tracked = pair.bob.tip("refs/agentops/remotes/origin/learnings")
    pair.bob.git("pull", "--quiet", "--prune")
    pair.bob.git("fetch", "--quiet", "--all")
    assert pair.bob.tip("refs/agentops/remotes/origin/learnings") == tracked
    assert pair.bob.learned() == {"one"}
