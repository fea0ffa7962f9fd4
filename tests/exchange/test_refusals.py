"""A remote that refuses is one line with its own reason, exit 3, and nothing is lost."""

import json
from pathlib import Path

from tests.conftest import Repo, run
from tests.exchange.clones import LEARNINGS
from tests.exchange.conftest import Pair
from tests.exchange.servers import git_daemon, smart_http


def hook(repo: Repo, name: str, script: str) -> None:
    path = repo.path / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_the_hook_of_a_remote(pair: Pair) -> None:
    hook(pair.origin, "pre-receive", "echo 'no notes \033[31mhere' >&2; exit 1")
    pair.ann.learn("mine")
    done = pair.ann.sync(code=3)
    assert done.stdout == ""
    assert done.stderr == (
        f"agentops-git: origin refused {LEARNINGS} (pre-receive hook declined: no notes "
        "\\x1b[31mhere); what came is merged here, and nothing is lost\n"
    )
    assert pair.ann.learned() == {"mine"}


def test_what_came_before_the_refusal_stays(pair: Pair) -> None:
    pair.bob.learn("theirs")
    pair.bob.sync()
    hook(pair.origin, "pre-receive", "exit 1")
    pair.ann.learn("mine")
    assert pair.ann.sync(code=3).stdout == "learnings: 1 came\n"
    assert pair.ann.learned() == {"mine", "theirs"}
    (pair.origin.path / "hooks" / "pre-receive").unlink()
    assert pair.ann.sync().stdout == "learnings: 1 went\n"


def test_some_refs_are_refused(pair: Pair) -> None:
    hook(pair.origin, "update", 'case $1 in */learnings) echo "no $1" >&2; exit 1;; esac')
    pair.ann.learn("mine")
    pair.ann.git("notes", "add", "-m", "text")
    done = pair.ann.sync(code=3)
    assert done.stdout == "commits: 1 went\n"
    assert done.stderr == (
        f"agentops-git: origin refused {LEARNINGS} (hook declined: no {LEARNINGS}); "
        "what came is merged here, and nothing is lost\n"
    )
    assert pair.ann.tip("refs/agentops/remotes/origin/commits") == pair.ann.tip(
        "refs/notes/commits"
    )
    assert pair.ann.tip("refs/agentops/remotes/origin/learnings") == ""


def test_a_refusal_in_json(pair: Pair) -> None:
    hook(pair.origin, "pre-receive", "exit 1")
    pair.ann.learn("mine")
    assert json.loads(pair.ann.sync("--json", code=3).stdout) == {
        "version": 1,
        "dry_run": False,
        "remote": "origin",
        "kinds": {},
        "refused": [{"kind": "learnings", "ref": LEARNINGS, "reason": "pre-receive hook declined"}],
        "notices": [],
    }


def test_a_server_that_takes_no_push(pair: Pair, tmp_path: Path) -> None:
    """A daemon serves read only unless told otherwise."""
    with git_daemon(tmp_path) as server:
        pair.origin.git("config", "daemon.receivepack", "false")
        pair.ann.git("remote", "set-url", "origin", server.address("origin.git"))
        pair.ann.learn("mine")
        said = pair.ann.sync(code=3).said
    assert said.startswith("agentops-git: origin takes no notes: ")
    assert "access denied or repository not exported" in said
    assert said.count("\n") == 1


def test_a_server_that_wants_a_password_does_not_hang(tmp_path: Path, pair: Pair) -> None:
    """Over HTTP without rights to push: no terminal, no question, one line."""
    with smart_http(tmp_path) as server:
        pair.ann.git("remote", "set-url", "origin", server.address("origin.git"))
        pair.origin.git("config", "http.receivepack", "false")
        pair.ann.learn("mine")
        said = pair.ann.sync(code=3).said
    assert said.count("\n") == 1
    assert "403" in said


def test_nobody_listens(pair: Pair) -> None:
    pair.ann.git("remote", "set-url", "origin", "git://127.0.0.1:1/x")
    pair.ann.learn("mine")
    said = pair.ann.sync(code=3).said
    assert said.startswith("agentops-git: no notes could be fetched from origin: ")
    assert "Connection refused" in said
    assert said.count("\n") == 1


def test_a_password_in_an_address_is_not_shown(pair: Pair) -> None:
    pair.ann.learn("mine")
    said = pair.ann.sync("git://ann:hush@127.0.0.1:1/x", code=3).said
    assert "hush" not in said


def test_a_repository_that_cannot_be_written(pair: Pair) -> None:
    """A directory stands where the ref would be written."""
    pair.bob.learn("theirs")
    pair.bob.sync()
    (pair.ann.path / ".git" / "refs" / "notes" / "agentops" / "learnings" / "x").mkdir(parents=True)
    (pair.ann.path / ".git" / "refs" / "notes" / "agentops" / "learnings" / "x" / "y").touch()
    done = pair.ann.sync(code=3)
    assert done.stderr.count("\n") == 1
    assert LEARNINGS in done.stderr


def test_nobody_who_commits(pair: Pair) -> None:
    pair.ann.learn("one")
    pair.bob.learn("two")
    pair.ann.sync()
    pair.bob.git("config", "user.useConfigOnly", "true")
    run("git", "config", "--global", "--unset", "user.email", cwd=pair.bob.path)
    done = pair.bob.sync(code=3)
    assert "git config user.name NAME" in done.stderr
    assert pair.bob.learned() == {"two"}


def test_a_host_that_hides_notes(pair: Pair) -> None:
    pair.origin.git("config", "transfer.hideRefs", "refs/notes")
    pair.ann.learn("mine")
    assert "deny updating a hidden ref" in pair.ann.sync(code=3).stderr
