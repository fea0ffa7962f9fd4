"""The scripts in hooks/: what git runs where pre-commit is not used."""

import os
import re
import shutil
from pathlib import Path

import pytest

from agentops_git.files.data import data_path
from tests.conftest import Repo, run
from tests.hooks.messages import BAD, GOOD, SCATTERED
from tests.install.native import native_repo

SCRIPTS = Path(data_path("hooks"))
EVENTS = sorted(path.name for path in SCRIPTS.iterdir())
KEPT = ".before-agentops"


@pytest.fixture
def native(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return native_repo(tmp_path, tmp_path_factory)


def commit(repo: Repo, message: str, code: int = 0) -> str:
    return repo.run_git("commit", "--allow-empty", "--file=-", data=message, code=code).said


def foreign(repo: Repo, event: str, body: str, mode: int = 0o755) -> Path:
    path = repo.path / ".git" / "hooks" / event
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("event", EVENTS)
def test_every_script_is_posix_sh(event: str) -> None:
    script = SCRIPTS / event
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith(f"#!/bin/sh\n# {event} of agentops-git (docs/hooks.md).\n")
    run("sh", "-n", script, cwd=SCRIPTS)


def test_the_scripts_share_one_way_to_start_python() -> None:
    ways = {re.search(r"^ours\(\) \{.*?^\}", s.read_text(), re.M | re.S) for s in SCRIPTS.iterdir()}
    assert None not in ways
    assert len({way[0] for way in ways if way}) == 1


def test_commit_msg_refuses_repairs_and_accepts(native: Repo) -> None:
    assert "T001" in commit(native, BAD, code=1)
    native.git("commit", "--allow-empty", *(word for text in SCATTERED for word in ("-m", text)))
    assert native.trailers() == list(SCATTERED[1:])
    assert commit(native, GOOD).count("agentops") == 0


def test_post_commit_names_what_no_verify_let_by(native: Repo) -> None:
    said = native.run_git("commit", "--allow-empty", "--no-verify", "-m", "sneaky").stderr
    assert said == (
        f"agentops: {native.head()[:10]} (sneaky) is against the law, and no commit-msg hook "
        f"refused it (CONSTITUTION.md at {native.head('HEAD^')[:12]})\n"
        "  T001: Intent is missing\n"
        "  T001: Context is missing\n"
        "  T001: Learning is missing\n"
        "  mend it: git commit --amend --no-edit"
        " --trailer 'Intent: <what this change is to achieve>'"
        " --trailer 'Context: <what forced it: circumstances, constraints>'"
        " --trailer 'Learning: <the reusable lesson, true beyond this commit; or none (REASON)>'\n"
    )


def test_a_foreign_hook_is_kept_run_first_and_obeyed(repo: Repo) -> None:
    old = foreign(repo, "commit-msg", 'echo "theirs: $(basename "$1")"; ! grep -q forbidden "$1"')
    repo.tool("init", "--native")
    said = commit(repo, GOOD)
    assert "theirs: COMMIT_EDITMSG" in said
    assert "theirs" in commit(repo, GOOD.replace("loudly", "forbidden"), code=1)
    assert "T001" in commit(repo, BAD, code=1)
    assert (old.parent / f"commit-msg{KEPT}").read_text().startswith("#!/bin/sh\necho")


def test_a_foreign_hook_that_git_ignored_stays_ignored(repo: Repo) -> None:
    foreign(repo, "commit-msg", "exit 1", mode=0o644)
    repo.tool("init", "--native")
    assert "agentops" not in commit(repo, GOOD)


def test_a_script_moved_aside_by_another_tool_still_finds_the_hook_it_keeps(repo: Repo) -> None:
    hook = foreign(repo, "commit-msg", "echo theirs")
    repo.tool("init", "--native")
    hook.rename(hook.with_name("commit-msg.legacy"))
    hook.write_text('#!/bin/sh\nexec "$0.legacy" "$@"\n')
    hook.chmod(0o755)
    assert "theirs" in commit(repo, GOOD)


def test_pre_push_gives_its_input_to_both_hooks(native: Repo, tmp_path: Path) -> None:
    native.tool("uninstall")
    foreign(native, "pre-push", f"cat > '{tmp_path}/seen'")
    native.tool("init", "--native")
    run("git", "init", "--quiet", "--bare", tmp_path / "server.git", cwd=tmp_path)
    native.git("remote", "add", "origin", str(tmp_path / "server.git"))
    native.git("push", "--quiet", "origin", "main")
    zeros = "0" * 40
    line = f"refs/heads/main {native.head()} refs/heads/main {zeros}\n"
    assert (tmp_path / "seen").read_text() == line
    native.commit("sneaky")
    assert "T001" in native.run_git("push", "origin", "main", code=1).stderr


def test_a_foreign_pre_push_that_reads_nothing_is_no_trouble(native: Repo, tmp_path: Path) -> None:
    native.tool("uninstall")
    foreign(native, "pre-push", "exit 0")
    native.tool("init", "--native")
    run("git", "init", "--quiet", "--bare", tmp_path / "server.git", cwd=tmp_path)
    native.git("remote", "add", "origin", str(tmp_path / "server.git"))
    assert "write error" not in native.run_git("push", "origin", "main").stderr


def test_hooks_work_in_a_directory_of_any_name(tmp_path: Path) -> None:
    repo = Repo(tmp_path / 'it\'s a "quoted"\n$HOME `ü` *')
    run("git", "init", "--quiet", repo.path, cwd=tmp_path)
    repo.tool("init", "--native")
    assert "T001" in commit(repo, BAD, code=1)
    commit(repo, GOOD)


def test_hooks_work_in_a_subdirectory_a_worktree_and_a_submodule(
    native: Repo, tmp_path: Path
) -> None:
    native.write({"sub/file": ""})
    assert (
        "T001"
        in run("git", "commit", "--allow-empty", "-m", BAD, cwd=native.path / "sub", code=1).said
    )
    native.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert "T001" in commit(Repo(tmp_path / "tree"), BAD, code=1)
    host = Repo(tmp_path / "host")
    run("git", "init", "--quiet", host.path, cwd=tmp_path)
    host.git("submodule", "--quiet", "add", str(native.path), "inner")
    inner = Repo(host.path / "inner")
    inner.tool("init", "--native")
    assert "T001" in commit(inner, BAD, code=1)
    commit(inner, GOOD)


def test_without_any_interpreter_the_commit_goes_through_and_says_so(native: Repo) -> None:
    break_interpreter(native)
    said = commit_without_tool(native)
    assert said == "".join(
        f"agentops-git: {hook} found no Python to run it, so nothing was checked; "
        "run: agentops-git doctor\n"
        for hook in ("pre-commit", "commit-msg")
    )


def test_with_the_interpreter_gone_the_command_on_path_serves(native: Repo) -> None:
    break_interpreter(native)
    assert "T001" in commit(native, BAD, code=1)


def test_an_interpreter_that_no_longer_starts_refuses_nothing(native: Repo, tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    break_interpreter(native, str(broken))
    assert "so nothing was checked" in commit(native, BAD)


def test_a_command_on_path_that_no_longer_starts_refuses_nothing(
    native: Repo, tmp_path: Path
) -> None:
    break_interpreter(native)
    broken = tmp_path / "bin" / "agentops-git"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho ModuleNotFoundError >&2\nexit 1\n")
    broken.chmod(0o755)
    path = f"{broken.parent}:{os.environ['PATH']}"
    said = native.run_git("commit", "--allow-empty", "-m", BAD, PATH=path).stderr
    assert "commit-msg found no Python to run it, so nothing was checked" in said


def test_a_message_that_is_there_starts_no_python_for_the_template(
    native: Repo, tmp_path: Path
) -> None:
    started = tmp_path / "started"
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\ntouch {started}\n")
    python.chmod(0o755)
    break_interpreter(native, str(python))
    for event in ("pre-commit", "commit-msg", "post-commit"):
        (native.path / ".git/hooks" / event).unlink()
    native.git("commit", "--allow-empty", "-m", GOOD, GIT_EDITOR="true")
    native.git("commit", "--allow-empty", "--amend", GIT_EDITOR="true")
    assert not started.exists()
    native.run_git("commit", "--allow-empty", GIT_EDITOR="true", code=1)
    assert started.exists()


def break_interpreter(repo: Repo, python: str = "/gone/python") -> None:
    for hook in (repo.path / ".git" / "hooks").iterdir():
        if not hook.name.endswith(".sample"):
            hook.write_text(
                re.sub(r"^python='.*'$", f"python='{python}'", hook.read_text(), flags=re.M)
            )


def commit_without_tool(repo: Repo) -> str:
    git, sh = shutil.which("git"), shutil.which("sh")
    assert git and sh
    tools = repo.path.parent / "tools"
    tools.mkdir()
    for name in ("git", "sh", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    argv = ("commit", "--allow-empty", "-m", BAD)
    return repo.run_git(*argv, PATH=str(tools)).stderr


def test_a_rebase_is_silent_and_an_unlawful_meld_is_named_once(native: Repo) -> None:
    base = native.head()
    native.commit(GOOD, {"a": "1"})
    native.commit("sneaky", {"b": "1"})
    first = native.head("HEAD^")
    native.git("switch", "--quiet", "--create", "onto", base)
    native.commit(GOOD, {"c": "1"})
    native.git("switch", "--quiet", "main")
    assert "against the law" not in native.run_git("rebase", "onto").said
    native.write({"a": "2"})
    native.git("add", "a")
    native.git("commit", "--quiet", "--fixup", native.head("HEAD^"))
    assert native.head("HEAD^^") != first
    said = native.run_git(
        "rebase", "--interactive", "--autosquash", "HEAD~3", GIT_SEQUENCE_EDITOR="true"
    ).said
    assert "against the law" not in said  # the fixup melded into a lawful message
    native.write({"b": "2"})
    native.git("add", "b")
    native.git("commit", "--quiet", "--fixup", "HEAD")
    said = native.run_git(
        "rebase", "--interactive", "--autosquash", "HEAD~2", GIT_SEQUENCE_EDITOR="true"
    ).said
    assert said.count("(sneaky) is against the law") == 1


def test_a_cherry_pick_and_a_revert_are_looked_at(native: Repo) -> None:
    native.git("switch", "--quiet", "--create", "side")
    sneaky = native.commit("sneaky", {"s": "1"})
    native.git("switch", "--quiet", "main")
    assert "(sneaky) is against the law" in native.run_git("cherry-pick", sneaky).stderr
    assert "against the law" not in native.run_git("revert", "--no-edit", "HEAD").stderr


def test_the_server_script_works_as_a_plain_copy_and_fails_closed(
    native: Repo, tmp_path: Path
) -> None:
    server = tmp_path / "server.git"
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", server, cwd=tmp_path)
    native.git("remote", "add", "origin", str(server))
    native.git("push", "--quiet", "--no-verify", "origin", "main")
    shutil.copy(SCRIPTS / "pre-receive", server / "hooks" / "pre-receive")
    native.commit("sneaky")
    assert "T001" in native.run_git("push", "--no-verify", "origin", "main", code=1).stderr
    native.git("reset", "--quiet", "--hard", "HEAD^")
    native.commit(GOOD)
    gone = server / "hooks" / "pre-receive"
    gone.write_text(gone.read_text().replace("command -v agentops-git", "false"))
    said = native.run_git("push", "--no-verify", "origin", "main", code=1).stderr
    assert "pre-receive found no Python to run it, so the push is refused" in said


def test_a_verbatim_script_never_runs_what_lies_in_the_work_tree(repo: Repo) -> None:
    repo.write({"@PYTHON@": "#!/bin/sh\necho pwned\n", "@PACKAGE@/__main__.py": ""})
    (repo.path / "@PYTHON@").chmod(0o755)
    said = run(
        SCRIPTS / "commit-msg", "missing", cwd=repo.path, code=None, PATH="/usr/bin:/bin"
    ).said
    assert "pwned" not in said
