"""``sync``: which remote, what it says, how it ends."""

import json
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.exchange.clones import LEARNINGS, bare, first_clone


def note(repo: Repo, text: str = "x") -> None:
    repo.git("notes", f"--ref={LEARNINGS}", "add", "-m", f'{{"learning":"{text}"}}')


@pytest.fixture
def clone(tmp_path: Path) -> Repo:
    """A repository with a note that its one remote lacks."""
    made = first_clone(tmp_path / "clone", str(bare(tmp_path / "origin.git").path))
    note(made)
    return made


def remotes(repo: Repo, *names: str) -> None:
    for name in names:
        bare(repo.path.parent / f"{name}.git")
        repo.git("remote", "add", name, str(repo.path.parent / f"{name}.git"))


def test_the_json(clone: Repo) -> None:
    done = clone.tool("sync", "--json")
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "version": 1,
        "dry_run": False,
        "remote": "origin",
        "kinds": {
            "learnings": {"ref": LEARNINGS, "came": 0, "removed": 0, "went": 1, "restored": 0}
        },
        "refused": [],
        "notices": [],
    }
    assert json.loads(clone.tool("sync", "--json").stdout)["kinds"] == {}


def test_a_dry_run_changes_no_notes(clone: Repo, tmp_path: Path) -> None:
    other = first_clone(tmp_path / "other", str(bare(tmp_path / "other.git").path))
    note(other, "y")
    other.git("push", "--quiet", str(tmp_path / "origin.git"), LEARNINGS)
    refs = clone.git("for-each-ref", "refs/notes")
    assert clone.tool("sync", "--dry-run").stdout == "learnings: 1 to come, 1 to go\n"
    assert clone.git("for-each-ref", "refs/notes") == refs
    assert clone.tool("sync").stdout == "learnings: 1 came, 1 went\n"


def test_the_remote_of_the_branch_is_the_default(clone: Repo) -> None:
    remotes(clone, "upstream")
    clone.git("config", "branch.main.remote", "upstream")
    clone.tool("sync")
    assert clone.tool("sync").stdout == "nothing to exchange with upstream\n"


def test_then_origin_then_the_only_one(clone: Repo) -> None:
    remotes(clone, "upstream")
    clone.tool("sync")
    assert clone.tool("sync").stdout == "nothing to exchange with origin\n"
    clone.git("remote", "remove", "origin")
    assert clone.tool("sync").stdout == "learnings: 1 went\n"
    assert clone.tool("sync").stdout == "nothing to exchange with upstream\n"


def test_several_and_none_chosen(clone: Repo) -> None:
    clone.git("remote", "rename", "origin", "one")
    clone.git("config", "--unset-all", "branch.main.remote", code=None)
    remotes(clone, "two")
    assert clone.tool("sync", code=2).said == (
        "agentops-git: sync: which remote? name one of: one, two\n"
    )


def test_no_remote_at_all(repo: Repo) -> None:
    assert repo.tool("sync", code=2).said == (
        "agentops-git: sync: this repository has no remote; add one: "
        "git remote add origin ADDRESS\n"
    )


def test_a_remote_that_is_none(clone: Repo) -> None:
    assert clone.tool("sync", "upstraem", code=2).said == (
        "agentops-git: sync: no remote 'upstraem'; name one of: origin\n"
    )


@pytest.mark.parametrize(
    "name", ["--upload-pack=touch hacked", "-x", "", "--", "-c", "a\nb", "\x1b[31m"]
)
def test_names_like_options_are_refused(clone: Repo, name: str) -> None:
    done = clone.tool("sync", "--", name, code=2)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    assert not (clone.path / "hacked").exists()


def test_an_unknown_option_is_no_remote(clone: Repo) -> None:
    assert "No such option '--upload-pack'" in clone.tool("sync", "--upload-pack=x", code=2).stderr


def test_an_address_that_belongs_to_no_remote(clone: Repo, tmp_path: Path) -> None:
    other = bare(tmp_path / "other.git")
    assert clone.tool("sync", str(other.path)).stdout == "learnings: 1 went\n"
    assert clone.tool("sync", "../other.git").stdout == ("nothing to exchange with ../other.git\n")
    tracked = clone.git("for-each-ref", "--format=%(refname)", "refs/agentops/remotes")
    assert all(ref.startswith("refs/agentops/remotes/url-") for ref in tracked.splitlines())


def test_an_address_of_a_remote_is_that_remote(clone: Repo, tmp_path: Path) -> None:
    clone.tool("sync", str(tmp_path / "origin.git"))
    assert clone.tool("sync").stdout == "nothing to exchange with origin\n"
    assert clone.git("rev-parse", "refs/agentops/remotes/origin/learnings")


@pytest.mark.parametrize("name", ["team/x", "für-alle", "a.lock", "x=y", "refs"])
def test_remotes_with_unusual_names(clone: Repo, name: str) -> None:
    clone.git("config", f"remote.{name}.url", str(clone.path.parent / "origin.git"))
    assert clone.tool("sync", name).stdout == "learnings: 1 went\n"
    assert clone.tool("sync", name).stdout == f"nothing to exchange with {name}\n"


def test_from_another_directory(clone: Repo, tmp_path: Path) -> None:
    done = run("agentops-git", "-C", clone.path, "sync", cwd=tmp_path)
    assert done.stdout == "learnings: 1 went\n"


def test_outside_a_repository(tmp_path: Path) -> None:
    said = run("agentops-git", "sync", cwd=tmp_path, code=3).stderr
    assert said.startswith("agentops-git: not a git repository")


def test_a_repository_without_commits(tmp_path: Path, clone: Repo) -> None:
    clone.tool("sync")
    run("git", "init", "--quiet", tmp_path / "new", cwd=tmp_path)
    new = Repo(tmp_path / "new")
    new.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    assert new.tool("sync").stdout == "learnings: 1 came\n"
