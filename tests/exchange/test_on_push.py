"""Notes go along with a push, and never get in its way."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, HOOKS
from tests.exchange.clones import LEARNINGS
from tests.exchange.conftest import Pair

pytestmark = pytest.mark.slow

RECORD = "feat: more\n\nIntent: x y z\nContext: x y z\nLearning: none (only a test of pushes)\n"


@pytest.fixture
def pushing(pair: Pair) -> Pair:
    """Ann has our pre-push hook, and something new to push."""
    native = pair.ann.path / ".git" / "hooks" / "pre-push"
    native.write_text((HOOKS / "pre-push").read_text())
    native.chmod(0o755)
    pair.ann.commit(RECORD)
    return pair


def push(pair: Pair, *args: str, code: int = 0) -> str:
    """Push, and what was said of notes."""
    said = pair.ann.run_git("push", "--quiet", *args, code=code).stderr.splitlines(keepends=True)
    return "".join(line for line in said if "notes" in line)


def hook(repo: Repo, script: str) -> None:
    path = repo.path / "hooks" / "update"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_push_takes_notes_along(pushing: Pair) -> None:
    pushing.ann.learn("one")
    pushing.bob.learn("two")
    pushing.bob.sync()
    assert push(pushing, "origin", "main") == (
        "agentops-git: notes and origin: learnings: 1 came, 1 went\n"
    )
    assert pushing.origin.git("rev-parse", LEARNINGS) == pushing.ann.tip()
    assert pushing.origin.git("rev-parse", "main") == pushing.ann.head()


def test_nothing_new_here_means_no_network(pushing: Pair, tmp_path: Path) -> None:
    pushing.ann.learn("one")
    pushing.ann.sync()
    trace = tmp_path / "trace"
    pushing.ann.git(
        "push",
        "--quiet",
        "origin",
        "main",
        GIT_TRACE2_EVENT=str(trace),
        env={"GIT_TRACE2_EVENT": str(trace)},
    )
    said = trace.read_text()
    assert '"fetch"' not in said
    assert said.count('"argv":["git","push"') == 1


def test_a_refusal_does_not_stop_the_push(pushing: Pair) -> None:
    hook(pushing.origin, 'case $1 in refs/notes/*) echo "none here" >&2; exit 1;; esac')
    pushing.ann.learn("one")
    assert push(pushing, "origin", "main") == (
        f"agentops-git: the notes did not go along: origin refused {LEARNINGS} (hook declined: "
        "none here); what came is merged here, and nothing is lost; the push goes on\n"
    )
    assert pushing.origin.git("rev-parse", "main") == pushing.ann.head()


def test_unless_that_is_required(pushing: Pair) -> None:
    hook(pushing.origin, "case $1 in refs/notes/*) exit 1;; esac")
    pushing.ann.git("config", "agentops.syncOnPush", "required")
    pushing.ann.learn("one")
    before = pushing.origin.git("rev-parse", "main")
    said = push(pushing, "origin", "main", code=1)
    assert said.endswith("agentops.syncOnPush is required, so the push is stopped\n")
    assert pushing.origin.git("rev-parse", "main") == before


@pytest.mark.parametrize("value", ["false", "off", "0", "No"])
def test_it_can_be_turned_off(pushing: Pair, value: str) -> None:
    pushing.ann.git("config", "agentops.syncOnPush", value)
    pushing.ann.learn("one")
    assert push(pushing, "origin", "main") == ""
    assert pushing.origin.git("rev-parse", "--verify", "--quiet", LEARNINGS, code=1) == ""


def test_a_setting_that_is_none_is_said(pushing: Pair) -> None:
    pushing.ann.git("config", "agentops.syncOnPush", "requird")
    pushing.ann.learn("one")
    assert push(pushing, "origin", "main") == (
        "agentops-git: agentops.syncOnPush is 'requird', so no notes were exchanged; "
        "use true, false, required\n"
    )


def test_a_bare_address_is_left_alone(pushing: Pair, tmp_path: Path) -> None:
    """Where it belongs to a remote, it is that remote."""
    pushing.ann.learn("one")
    pushing.origin.path.rename(tmp_path / "moved.git")
    assert push(pushing, str(tmp_path / "moved.git"), "main") == ""
    (tmp_path / "moved.git").rename(pushing.origin.path)
    assert push(pushing, str(pushing.origin.path), "main:topic") == (
        "agentops-git: notes and origin: learnings: 1 went\n"
    )


def test_a_refused_push_takes_no_notes_along(pushing: Pair) -> None:
    pushing.ann.commit(RECORD, {"CONSTITUTION.md": CORE})
    pushing.ann.git("push", "--quiet", "origin", "main")
    pushing.ann.commit("sneaky")
    pushing.ann.learn("one")
    pushing.ann.git("push", "--quiet", "origin", "main", code=1)
    assert pushing.origin.git("rev-parse", "--verify", "--quiet", LEARNINGS, code=1) == ""


def test_from_a_worktree(pushing: Pair, tmp_path: Path) -> None:
    """git hands hooks there an absolute GIT_DIR."""
    pushing.ann.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "tree"))
    pushing.ann.learn("one")
    Repo(tmp_path / "tree").git("push", "--quiet", "origin", "side")
    assert pushing.origin.git("rev-parse", LEARNINGS) == pushing.ann.tip()


def test_it_does_not_run_through_itself(pushing: Pair, tmp_path: Path) -> None:
    """Not even where a hook of the user's pushes everything there is."""
    log = tmp_path / "log"
    native = pushing.ann.path / ".git" / "hooks" / "pre-push"
    ours = native.read_text().replace("#!/bin/sh\n", f"#!/bin/sh\necho ran >> {log}\n", 1)
    native.write_text(ours)
    pushing.ann.learn("one")
    pushing.ann.git("push", "--quiet", "origin", "main")
    assert log.read_text() == "ran\n"
    line = f"HEAD {pushing.ann.head()} refs/heads/main {'0' * 40}\n"
    pushing.ann.learn("two")
    pushing.ann.tool("hook", "pre-push", "origin", "x", data=line, AGENTOPS_SYNCING="1")
    assert pushing.origin.git("rev-parse", LEARNINGS) != pushing.ann.tip()


def test_through_pre_commit(pushing: Pair) -> None:
    """pre-commit names the remote and the ref in the environment."""
    pushing.ann.learn("one")
    env = {
        "PRE_COMMIT": "1", "PRE_COMMIT_REMOTE_NAME": "origin",
        "PRE_COMMIT_TO_REF": pushing.ann.head(), "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/main",
        "PRE_COMMIT_FROM_REF": "0" * 40,
    }  # fmt: skip
    said = pushing.ann.tool("hook", "pre-push", env=env).stderr
    assert said.endswith("agentops-git: notes and origin: learnings: 1 went\n")
    assert pushing.ann.tool("hook", "pre-push", env=env).stderr.count("notes and") == 0


def test_a_check_by_hand_exchanges_nothing(pushing: Pair) -> None:
    """``pre-commit run agentops-check --hook-stage manual`` pushes nothing."""
    pushing.ann.learn("one")
    pushing.ann.tool("hook", "pre-push", env={"PRE_COMMIT": "1"})
    assert pushing.origin.git("rev-parse", "--verify", "--quiet", LEARNINGS, code=1) == ""


@pytest.mark.parametrize("how", ["--mirror", "refs/notes/*:refs/notes/*"])
def test_a_push_of_the_notes_themselves_is_left_to_git(pushing: Pair, how: str) -> None:
    """git rejects what it wants to push once the remote's ref has moved under it."""
    pushing.ann.learn("one")
    assert push(pushing, "origin", how) == ""
    assert pushing.origin.git("rev-parse", LEARNINGS) == pushing.ann.tip()
    pushing.ann.learn("two")
    assert push(pushing, "origin", how) == ""
    assert pushing.origin.git("rev-parse", LEARNINGS) == pushing.ann.tip()
