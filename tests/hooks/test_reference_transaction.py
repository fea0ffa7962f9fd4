"""The optional hook at moves of refs: what it stops, and that all else goes on as before."""

import os
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.hooks.messages import BAD, GOOD
from tests.install.native import native_repo

pytestmark = pytest.mark.slow

HOOK = ".git/hooks/reference-transaction"


@pytest.fixture
def native(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = native_repo(tmp_path, tmp_path_factory)
    repo.tool("init", "--native", "--reference-transaction")
    return repo


def refused(repo: Repo, *argv: str, data: str | None = None, **env: str) -> str:
    """What is said where git does not get its way; the branch stays."""
    before = repo.head("main")
    done = repo.run_git(*argv, code=None, data=data, env=env)
    assert done.returncode not in (0, 2, 129), done.said
    assert "T001" in done.stderr or "G0" in done.stderr, done.said
    assert repo.head("main") == before
    return done.stderr


def lawless(repo: Repo, parent: str = "HEAD", message: str = BAD) -> str:
    """A commit that no ref holds."""
    return repo.git("commit-tree", f"{parent}^{{tree}}", "-p", parent, data=message)


def silent(repo: Repo, *argv: str, **env: str) -> None:
    said = repo.run_git(*argv, env=env).said
    assert "agentops" not in said


def test_it_is_off_unless_asked_for_and_goes_as_it_came(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repo = native_repo(tmp_path, tmp_path_factory)
    hook = repo.path / HOOK
    assert not hook.exists()
    said = repo.tool("init", "--native", "--reference-transaction").stdout
    assert "a rebase of 20 commits takes 5.6 times as long" in said
    assert hook.exists()
    assert "reference-transaction" in repo.tool("doctor", code=None).stdout
    repo.tool("init", "--native")
    assert not hook.exists()
    assert "reference-transaction" not in repo.tool("doctor", code=None).stdout
    repo.tool("init", "--native", "--reference-transaction")
    repo.tool("uninstall")
    assert not hook.exists()


def test_it_is_for_native_hooks_of_a_working_repository(repo: Repo, tmp_path: Path) -> None:
    assert "add --native" in repo.tool("init", "--reference-transaction", code=2).stderr
    run("git", "init", "--quiet", "--bare", tmp_path / "bare.git", cwd=tmp_path)
    bare = Repo(tmp_path / "bare.git")
    said = bare.tool("init", "--native", "--reference-transaction", code=2).stderr
    assert "pre-receive judges" in said


def test_no_verify_is_stopped_and_told_how_to_go_on(native: Repo) -> None:
    native.write({"a": "1"})
    native.git("add", "a")
    said = refused(native, "commit", "--no-verify", "-m", "sneaky")
    new = said.partition("main was not moved to ")[2][:12]
    assert f"; what is staged stays so; write it anew with: git commit -c {new}\n" in said
    assert "aborted by" in said  # git's own words differ from version to version
    assert native.git("diff", "--cached", "--name-only") == "a"
    assert native.git("log", "-1", "--format=%s", new) == "sneaky"
    silent(native, "commit", "--no-verify", "-m", GOOD)


@pytest.mark.parametrize(
    "argv",
    [
        ("update-ref", "refs/heads/main"),
        pytest.param(("update-ref", "HEAD"), marks=pytest.mark.slow),
        pytest.param(("reset", "--hard"), marks=pytest.mark.slow),
        ("branch", "other"),
        pytest.param(("switch", "--create", "other"), marks=pytest.mark.slow),
        ("merge", "--ff-only"),
    ],
)
def test_no_command_makes_a_branch_hold_a_lawless_commit(
    native: Repo, argv: tuple[str, ...]
) -> None:
    refused(native, *argv, lawless(native))
    assert native.run_git("rev-parse", "--verify", "other", code=None).returncode


def test_nor_does_one_in_the_middle_or_one_made_on_no_branch(native: Repo) -> None:
    middle = lawless(native)
    refused(native, "update-ref", "refs/heads/main", lawless(native, middle, GOOD))
    native.git("switch", "--quiet", "--detach")
    native.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", "sneaky")
    said = refused(native, "branch", "--force", "main", "HEAD")
    assert "mend it beside the branch: git switch --detach" in said


def test_what_a_change_must_not_hold_is_stopped_too(native: Repo) -> None:
    native.write({"a.py": "<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n"})
    native.git("add", "a.py")
    assert "G012" in refused(native, "commit", "--no-verify", "-m", GOOD)


def test_work_that_is_lawful_goes_on_in_silence(native: Repo, tmp_path: Path) -> None:
    native.commit(GOOD, {"a": "1"})
    for argv in (
        ("branch", "old", "HEAD^"),
        ("branch", "--move", "old", "older"),
        ("branch", "--copy", "older", "copy"),
        ("branch", "--delete", "--force", "copy"),
        ("tag", "v1"),
        ("notes", "add", "-m", "a note"),
        ("worktree", "add", "--quiet", str(tmp_path / "tree"), "older"),
        ("switch", "--quiet", "--detach"),
        ("switch", "--quiet", "main"),
        ("reset", "--quiet", "--hard", "HEAD^"),
        ("reset", "--quiet", "--hard", "ORIG_HEAD"),
        ("pack-refs", "--all", "--prune"),
        ("gc", "--quiet", "--prune=now"),
    ):
        silent(native, *argv)
    native.write({"a": "2"})
    silent(native, "stash")
    silent(native, "stash", "branch", "stashed")
    assert native.git("log", "-1", "--format=%s", "stashed") == native.git(
        "log", "-1", "--format=%s"
    )


def topic(repo: Repo, *messages: str) -> None:
    """main has moved on, and the branch topic has commits of these messages."""
    repo.git("switch", "--quiet", "--create", "topic")
    for number, message in enumerate(messages):
        repo.commit(message, {f"t{number}": "1"})
    repo.git("switch", "--quiet", "main")
    repo.commit(GOOD, {"m": "1"})


def test_merges_picks_reverts_and_patches(native: Repo) -> None:
    topic(native, GOOD)
    silent(native, "merge", "--quiet", "--no-edit", "topic")
    native.git("reset", "--quiet", "--hard", "HEAD^")
    silent(native, "cherry-pick", "topic")
    silent(native, "revert", "--no-edit", "HEAD")
    native.git("reset", "--quiet", "--hard", "HEAD~2")
    patch = native.git("format-patch", "--stdout", "-1", "topic")
    assert "agentops" not in native.run_git("am", data=f"{patch}\n").said


def test_a_lawless_pick_or_patch_is_stopped_and_can_be_left(native: Repo) -> None:
    topic(native, "sneaky")
    refused(native, "cherry-pick", "topic")
    native.run_git("cherry-pick", "--abort", code=None)
    native.git("reset", "--quiet", "--hard")
    patch = native.git("format-patch", "--stdout", "-1", "topic")
    said = refused(native, "am", data=f"{patch}\n")
    assert "; go back with: git am --abort\n" in said
    native.git("am", "--abort")
    assert native.git("status", "--porcelain") == ""


def test_a_rebase_is_judged_at_its_end_for_what_it_adds(native: Repo) -> None:
    topic(native, GOOD, "old sins")
    native.git("switch", "--quiet", "topic")
    silent(native, "rebase", "--quiet", "main")
    assert native.git("log", "-1", "--format=%s") == "old sins"
    assert native.git("symbolic-ref", "HEAD") == "refs/heads/topic"


def test_a_rebase_that_makes_a_lawless_message_ends_when_it_is_mended(native: Repo) -> None:
    topic(native, GOOD)
    native.git("switch", "--quiet", "topic")
    before = native.head()
    swap = "sed -i '1s/^pick .*/&\\nexec git commit --quiet --amend --no-verify -m sneaky/'"
    said = native.run_git(
        "rebase", "--interactive", "main", code=None, GIT_SEQUENCE_EDITOR=swap
    ).said
    assert "T001" in said
    assert "git commit --amend && git rebase --continue" in said
    assert native.head("topic") == before
    native.git("commit", "--quiet", "--amend", "--allow-empty", "-m", GOOD)
    native.run_git("rebase", "--continue", code=None)
    assert native.git("symbolic-ref", "HEAD") == "refs/heads/topic"
    assert native.message("topic").startswith("fix(parser)")


def test_what_others_published_comes_in_however_it_was_made(native: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    native.git("clone", "--quiet", str(native.path), str(other.path))
    other.commit("theirs is lawless", {"o": "1"})
    native.git("remote", "add", "o", str(other.path))
    silent(native, "fetch", "--quiet", "o", "main:direct")
    silent(native, "fetch", "--quiet", str(other.path), "main:by-url")
    native.git("branch", "-D", "direct", "by-url")
    silent(native, "pull", "--quiet", "--ff-only", "o", "main")
    native.git("reset", "--quiet", "--hard", "HEAD^")
    native.git("remote", "remove", "o")
    silent(native, "pull", "--quiet", "--ff-only", str(other.path), "main")
    assert native.head() == other.head()


def test_fetching_from_oneself_publishes_nothing(native: Repo) -> None:
    bad = lawless(native)
    native.git("tag", "t", bad)
    native.git("fetch", "--quiet", ".", "tag", "t")
    native.git("tag", "--delete", "t")
    refused(native, "update-ref", "refs/heads/main", bad)


def test_an_exemption_lets_it_by(native: Repo) -> None:
    bad = lawless(native)
    native.tool("exempt", "T001", "--until", "1h", "--reason", "an import", "--commit", bad)
    native.git("update-ref", "refs/heads/main", bad)
    assert native.head("main") == bad


def test_a_branch_without_the_law_is_no_matter_of_it(native: Repo) -> None:
    silent(native, "switch", "--quiet", "--orphan", "pages")
    native.commit("no law here", {"p": "1"})
    native.git("commit", "--allow-empty", "--no-verify", "-m", "still none")
    assert native.message() == "still none"


@pytest.mark.parametrize("python", ["/gone/python", "/bin/false"])
def test_it_lets_everything_by_where_it_cannot_run(native: Repo, python: str) -> None:
    hook = native.path / HOOK
    text = hook.read_text()
    before, _, rest = text.partition("python='")
    hook.write_text(f"{before}python='{python}{rest[rest.index(chr(39)) :]}"
                    .replace("command -v agentops-git", "false"))  # fmt: skip
    said = native.run_git("commit", "--allow-empty", "--no-verify", "-m", "sneaky").stderr
    assert "reference-transaction found no Python to run it, so nothing was checked" in said


def test_a_hook_that_stood_there_still_hears_of_every_state(native: Repo, tmp_path: Path) -> None:
    native.tool("init", "--native")
    hook = native.path / HOOK
    hook.write_text(f"#!/bin/sh\necho $1 $(cat) >>'{tmp_path}/heard'\n")
    hook.chmod(0o755)
    native.tool("init", "--native", "--reference-transaction")
    native.git("tag", "v1")
    heard = (tmp_path / "heard").read_text().splitlines()
    zeros = "0" * 40
    assert f"prepared {zeros} {native.head()} refs/tags/v1" in heard
    assert f"committed {zeros} {native.head()} refs/tags/v1" in heard
    refused(native, "update-ref", "refs/heads/main", lawless(native))


def test_in_a_worktree_on_a_branch_whose_name_is_a_command(native: Repo, tmp_path: Path) -> None:
    native.git("worktree", "add", "--quiet", "-b", "w;$(id)", str(tmp_path / "tree"))
    tree = Repo(tmp_path / "tree")
    tree.run_git("commit", "--allow-empty", "--no-verify", "-m", "sneaky", code=128)
    bad = lawless(tree)
    tree.git("switch", "--quiet", "--detach")
    said = tree.run_git("branch", "--force", "w;$(id)", bad, code=128).stderr
    assert "&& git branch --force 'w;$(id)' HEAD\n" in said


def test_many_refs_at_once_are_judged_to_the_last(native: Repo) -> None:
    good, bad = native.head(), lawless(native)
    rows = "".join(f"create refs/heads/b{number} {good}\n" for number in range(40))
    rows += f"create refs/heads/last {bad}\ndelete refs/heads/main\n"
    refused(native, "update-ref", "--stdin", data=rows)
    assert os.listdir(native.path / ".git/refs/heads") == ["main"]
