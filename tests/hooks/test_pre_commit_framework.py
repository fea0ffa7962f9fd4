"""The hooks as pre-commit and prek run them, installed from a clone of this repository."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from agentops_git.install.snippet import HOOKS
from tests.conftest import Repo, run
from tests.hooks.messages import BAD, GOOD, SCATTERED

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RUNNERS = ("pre-commit", pytest.param("prek", marks=pytest.mark.slow))
_shared: dict[str, Path] = {}


@pytest.fixture
def source(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone at a commit that holds the tree as it stands, and a home for hook environments
    that the tests share: making one takes ten seconds."""
    if not _shared:
        base = tmp_path_factory.mktemp("framework")
        _shared.update(home=base / "home", clone=clone_of_tree(base / "clone"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(_shared["home"] / "pre-commit"))
    monkeypatch.setenv("PREK_HOME", str(_shared["home"] / "prek"))
    return _shared["clone"]


def clone_of_tree(path: Path) -> Path:
    run("git", "clone", "--quiet", "--no-hardlinks", ROOT, path, cwd=ROOT)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    for name in os.fsdecode(listed).split("\0")[:-1]:
        if (ROOT / name).is_file():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, path / name)
    Repo(path).commit("chore: the tree as it stands")
    return path


def install(repo: Repo, source: Path, runner: str, *hooks: str) -> None:
    lines = "".join(f"  - id: {hook}\n" for hook in hooks)
    kinds = "[pre-commit, commit-msg, prepare-commit-msg, post-commit, pre-push]"
    repo.write(
        {
            ".pre-commit-config.yaml": f"default_install_hook_types: {kinds}\n"
            f"repos:\n- repo: {source}\n  rev: {Repo(source).head()}\n  hooks:\n{lines}"
        }
    )
    run(runner, "install", cwd=repo.path)
    repo.git("add", "--all")


def say(repo: Repo, message: str, code: int = 0) -> str:
    return repo.run_git("commit", "--allow-empty", "--file=-", data=message, code=code).said


def test_the_manifest_says_what_init_writes() -> None:
    """One table in the code, one manifest for pre-commit: they can't drift apart."""
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [
        (
            entry["id"], entry["entry"], tuple(entry["stages"]), entry.get("pass_filenames", True),
            entry.get("verbose", False), entry["always_run"], entry["language"],
        )
        for entry in manifest
    ] == [
        (
            hook.id, f"agentops-git hook {hook.event}", hook.stages, hook.takes_file, hook.verbose,
            True, "python",
        )
        for hook in HOOKS
    ]  # fmt: skip


@pytest.mark.parametrize("runner", RUNNERS)
def test_refused_repaired_accepted_amended(repo: Repo, source: Path, runner: str) -> None:
    install(repo, source, runner, *(hook.id for hook in HOOKS))
    assert "T001" in say(repo, BAD, code=1)
    repo.git("commit", *(word for text in SCATTERED for word in ("-m", text)))
    assert repo.trailers() == list(SCATTERED[1:])
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    assert repo.trailers() == list(SCATTERED[1:])
    said = say(repo, GOOD)
    assert "T0" not in said and "Failed" not in said
    said = repo.run_git("commit", "--allow-empty", "--no-verify", "-m", "sneaky").said
    assert "(sneaky) is against the law" in said


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS)
def test_a_files_filter_takes_the_argument_away_and_nothing_else(
    repo: Repo, source: Path, runner: str
) -> None:
    install(repo, source, runner, "agentops-commit-msg\n    files: ^src/")
    assert "T001" in say(repo, BAD, code=1)
    say(repo, GOOD)


@pytest.mark.slow
def test_the_template_reaches_an_editor_alone(repo: Repo, source: Path) -> None:
    install(repo, source, "pre-commit", "agentops-prepare-commit-msg")
    shown = repo.path.parent / "shown"
    editor = f"cp \"$1\" '{shown}'; echo 'chore: x' >"
    repo.git("commit", GIT_EDITOR=f"sh -c '{editor.replace(chr(39), chr(34))} \"$1\"' --")
    assert "# Intent: <what this change is to achieve>\n" in shown.read_text()
    repo.git("commit", "--allow-empty", "-m", "chore: y")
    assert repo.message() == "chore: y"


@pytest.mark.slow
@pytest.mark.soak
def test_fixup_merge_revert_and_rebase_pass(repo: Repo, source: Path) -> None:
    install(repo, source, "pre-commit", "agentops-commit-msg", "agentops-guard")
    say(repo, GOOD)
    repo.write({"a": "1"})
    repo.git("add", "a")
    repo.git("commit", "--quiet", "--fixup", "HEAD")
    repo.git(
        "rebase", "--quiet", "--interactive", "--autosquash", "--root", GIT_SEQUENCE_EDITOR="true"
    )
    assert repo.git("rev-list", "--count", "HEAD") == "1"
    repo.git("switch", "--quiet", "--create", "side")
    repo.write({"b": "1"})
    repo.git("add", "b")
    say(repo, GOOD)
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    repo.git("revert", "--no-edit", "HEAD^2")
    assert repo.message().startswith('Revert "fix(parser)')


@pytest.mark.slow
@pytest.mark.soak
def test_worktree_and_submodule(repo: Repo, source: Path, tmp_path: Path) -> None:
    install(repo, source, "pre-commit", "agentops-commit-msg")
    say(repo, GOOD)
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert "T001" in say(Repo(tmp_path / "tree"), BAD, code=1)
    run("git", "init", "--quiet", tmp_path / "host", cwd=tmp_path)
    Repo(tmp_path / "host").git("submodule", "--quiet", "add", str(repo.path), "inner")
    inner = Repo(tmp_path / "host" / "inner")
    run("pre-commit", "install", cwd=inner.path)
    assert "T001" in say(inner, BAD, code=1)
    say(inner, GOOD)


@pytest.mark.slow
@pytest.mark.soak
def test_a_branch_without_the_configuration(repo: Repo, source: Path) -> None:
    """pre-commit refuses there, unless it is told not to; init installs it told so."""
    install(repo, source, "pre-commit", "agentops-commit-msg")
    say(repo, GOOD)
    repo.git("rm", "--quiet", ".pre-commit-config.yaml")
    said = say(repo, GOOD, code=1)
    assert "No .pre-commit-config.yaml file was found" in said
    assert "PRE_COMMIT_ALLOW_NO_CONFIG=1" in said
    repo.git("commit", "--quiet", "--file=-", data=BAD, PRE_COMMIT_ALLOW_NO_CONFIG="1")


@pytest.mark.slow
def test_init_leaves_hooks_that_let_a_branch_without_the_configuration_be(repo: Repo) -> None:
    repo.tool("init", "--local")
    repo.git("add", "--all")
    repo.git("commit", "--file=.git/agentops/first-message")
    repo.git("rm", "--quiet", ".pre-commit-config.yaml")
    say(repo, BAD)


@pytest.mark.slow
def test_the_range_check_runs_before_a_push_and_by_hand(
    repo: Repo, source: Path, tmp_path: Path
) -> None:
    repo.tool("init", "--local")
    repo.git("add", "--all")
    repo.git("commit", "--file=.git/agentops/first-message")
    run("git", "init", "--quiet", "--bare", tmp_path / "server.git", cwd=tmp_path)
    repo.git("remote", "add", "origin", str(tmp_path / "server.git"))
    repo.git("push", "--quiet", "origin", "main")
    repo.git("commit", "--allow-empty", "--no-verify", "-m", "sneaky")
    assert "T001" in repo.run_git("push", "origin", "main", code=1).said
    run_by_hand = ("pre-commit", "run", "agentops-check", "--hook-stage", "manual")
    assert "T001" in run(*run_by_hand, cwd=repo.path, code=1).said


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS)
def test_a_runner_that_is_installed_again_breaks_nothing(repo: Repo, runner: str) -> None:
    """It moves our script aside and runs it, which must not start the runner once more."""
    kinds = "[pre-commit, commit-msg, prepare-commit-msg, post-rewrite]"
    repo.write({".pre-commit-config.yaml": f"default_install_hook_types: {kinds}\nrepos: []\n"})
    run(runner, "install", cwd=repo.path)
    repo.tool("init", "--local")
    run(runner, "install", cwd=repo.path)
    repo.git("add", "--all")
    repo.git("commit", "--file=.git/agentops/first-message")
    said = repo.tool("doctor", code=None).stdout
    assert "moved aside by a hook runner that was installed again" in said
    repo.tool("init", "--local")
    assert "moved aside" not in repo.tool("doctor", code=None).stdout
    say(repo, GOOD)
    run(runner, "install", cwd=repo.path)
    repo.tool("uninstall")
    assert not [*repo.path.glob(".git/hooks/*.before-agentops")]
    assert not (repo.path / ".git/hooks/post-rewrite.legacy").exists()
