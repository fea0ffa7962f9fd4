"""init says what it does, touches nothing foreign, and ends with hooks that work."""

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from agentops_git.constitution.presets import PRESETS
from agentops_git.install.first import MESSAGE
from tests.conftest import Repo, run
from tests.install.snapshot import snapshot

NOTES = """\
  set notes.rewriteRef refs/notes/commit[s]
  set notes.rewriteRef refs/notes/agentops/learning[s]
  set notes.rewriteRef refs/notes/agentops/telemetr[y]
  set notes.rewriteRef refs/notes/agentops/audi[t]
  set notes.rewriteMode cat_sort_uniq
"""
TRIED = "The hook was tried: it refuses a bare message and accepts a record.\n"


def commit(repo: Repo, message: str, code: int = 0) -> str:
    return repo.run_git("commit", "--allow-empty", "-m", message, code=code).said


def test_native_says_everything_it_does(repo: Repo) -> None:
    hooks = repo.path / ".git" / "hooks"
    said = repo.tool("init", "--native").stdout
    events = (
        "commit-msg",
        "pre-commit",
        "post-commit",
        "post-applypatch",
        "post-rewrite",
        "pre-push",
        "prepare-commit-msg",
    )
    assert said == (
        "Doing:\n  write CONSTITUTION.md, preset core\n"
        + "".join(f"  write {hooks / event}\n" for event in events)
        + NOTES
        + f"  leave a first message in {repo.path}/.git/agentops/first-message\n"
        + TRIED
        + "Next: git add CONSTITUTION.md && git commit -F .git/agentops/first-message\n"
    )


def test_the_first_hour(repo: Repo) -> None:
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    commit(repo, "Add agentops")
    repo.git("commit", "--amend", "--no-edit")
    assert "T001" in commit(repo, "fix bug", code=1)
    repo.git("commit", "--allow-empty", "-F", ".git/agentops/first-message")
    assert repo.message() + "\n" == MESSAGE


def test_through_pre_commit_is_the_default_and_ends_with_working_hooks(repo: Repo) -> None:
    said = repo.tool("init").stdout
    assert "  run pre-commit install for pre-commit, commit-msg, pre-push\n" in said
    assert TRIED in said
    files = "CONSTITUTION.md .pre-commit-config.yaml"
    next_step = f"git add {files} && git commit -F .git/agentops/first-message"
    assert said.endswith(f"Next: {next_step}\n")
    run("sh", "-c", next_step, cwd=repo.path)
    assert "T001" in commit(repo, "fix bug", code=1)


def test_without_pre_commit_it_names_the_one_command(repo: Repo, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("git", "sh", "python3"):
        found = shutil.which(name, path="/usr/bin:/bin:/usr/local/bin")
        (tools / name).symlink_to(found or name)
    script = (
        "import sys; sys.executable = sys.argv.pop(1);"
        "from agentops_git.__main__ import main; sys.argv[0] = 'agentops-git'; main()"
    )
    import sys

    said = run(
        sys.executable, "-c", script, "/nowhere/python", "init", cwd=repo.path, PATH=str(tools)
    ).stdout
    assert (
        "pre-commit is not installed, so no hook runs yet. "
        "Run: pip install pre-commit && pre-commit install\n" in said
    )
    assert (repo.path / ".pre-commit-config.yaml").exists()


@pytest.mark.parametrize("way", ["--native", pytest.param("--local", marks=pytest.mark.slow)])
def test_twice_changes_nothing(repo: Repo, way: str) -> None:
    repo.tool("init", way, "--agents")
    before = snapshot(repo.path)
    assert repo.tool("init", way, "--agents").stdout.startswith(
        "Nothing to do: everything stands.\n"
    )
    assert snapshot(repo.path) == before


@pytest.mark.parametrize("way", ["--native", pytest.param("--local", marks=pytest.mark.slow)])
def test_dry_run_touches_nothing(repo: Repo, way: str) -> None:
    before = snapshot(repo.path)
    said = repo.tool("init", way, "--agents", "--dry-run").stdout
    assert said.startswith("This would be done:\n  write CONSTITUTION.md")
    assert snapshot(repo.path) == before
    assert not (repo.path / ".git" / "agentops").exists()


@pytest.mark.parametrize("preset", PRESETS)
def test_the_first_message_satisfies_every_preset(repo: Repo, preset: str) -> None:
    repo.tool("init", "--native", "--preset", preset)
    assert f"extends: {preset}\n" in (repo.path / "CONSTITUTION.md").read_text()
    repo.git("add", "--all")
    repo.git("commit", "-F", ".git/agentops/first-message")
    assert repo.git("commit", "--allow-empty", "-F", ".git/agentops/first-message").count("T0") == 0


def test_an_unknown_preset_is_refused(repo: Repo) -> None:
    said = repo.tool("init", "--preset", "mine", code=2).stderr
    assert said.count("\n") == 1
    assert "'core', 'agents', 'seed', 'strict'" in said


def test_a_foreign_constitution_is_left_alone(repo: Repo) -> None:
    repo.write({"CONSTITUTION.md": "# Of our club\n"})
    assert (
        "(CONSTITUTION.md is not ours and stays as it is)" in repo.tool("init", "--native").stdout
    )
    assert (repo.path / "CONSTITUTION.md").read_text() == "# Of our club\n"
    assert "agentops: 1" in (repo.path / ".agentops/CONSTITUTION.md").read_text()


def test_a_constitution_of_ours_stays_as_people_wrote_it(repo: Repo) -> None:
    law = "---\nagentops: 1\nextends: seed\n---\nOurs.\n"
    repo.write({"CONSTITUTION.md": law})
    repo.tool("init", "--native", "--preset", "strict")
    assert (repo.path / "CONSTITUTION.md").read_text() == law


def test_an_existing_configuration_keeps_its_comments(repo: Repo) -> None:
    theirs = (
        "# our hooks\nrepos:\n- repo: local\n  hooks:\n"
        "  - {id: x, name: x, entry: 'true', language: system}  # fast\n"
    )
    repo.write({".pre-commit-config.yaml": theirs})
    said = repo.tool("init", "--local").stdout
    text = (repo.path / ".pre-commit-config.yaml").read_text()
    assert text.startswith(
        "# our hooks\ndefault_install_hook_types: [pre-commit, commit-msg, pre-push]\n"
    )
    assert "  # fast\n- repo: local\n" in text
    assert "add to .pre-commit-config.yaml: default_stages: [pre-commit]" in said
    assert len(yaml.safe_load(text)["repos"]) == 2


def test_a_configuration_that_cannot_be_edited_is_refused_with_the_text_to_paste(
    repo: Repo,
) -> None:
    repo.write({".pre-commit-config.yaml": "repos:\n\t- x\n"})
    before = snapshot(repo.path)
    refused = repo.tool("init", "--local", code=2)
    assert refused.stderr == (
        "agentops-git: .pre-commit-config.yaml: line 2: found character '\\t' that cannot start "
        "any token; mend it, or put the lines above into it by hand\n"
    )
    assert yaml.safe_load(refused.stdout)["repos"][0]["hooks"][0]["id"] == "agentops-commit-msg"
    assert snapshot(repo.path) == before


def test_agents_are_told_in_the_files_they_read(repo: Repo) -> None:
    repo.write({"AGENTS.md": "# Ours\r\n", "CLAUDE.md": "no newline"})
    repo.tool("init", "--native", "--agents")
    agents = (repo.path / "AGENTS.md").read_bytes().decode()
    assert agents.startswith("# Ours\r\n\r\n<!-- agentops:begin commits -->\r\n## Commits carry")
    assert "agentops-git commit -m" in agents
    assert (repo.path / "CLAUDE.md").read_text().startswith("no newline\n\n<!-- agentops:begin")


def test_claude_md_as_a_link_to_agents_md_gets_one_block(repo: Repo) -> None:
    repo.write({"AGENTS.md": "# Ours\n"})
    (repo.path / "CLAUDE.md").symlink_to("AGENTS.md")
    repo.tool("init", "--native", "--agents")
    assert (repo.path / "CLAUDE.md").is_symlink()
    assert (repo.path / "AGENTS.md").read_text().count("agentops:begin") == 1


def test_foreign_notes_settings_stay(repo: Repo) -> None:
    repo.git("config", "notes.rewriteRef", "refs/notes/*")
    repo.git("config", "notes.rewriteMode", "overwrite")
    assert "notes." not in repo.tool("init", "--native").stdout
    assert repo.git("config", "--get-all", "notes.rewriteRef") == "refs/notes/*"


def test_notes_follow_an_amend_without_a_warning(repo: Repo) -> None:
    repo.tool("init", "--native")
    repo.git("commit", "--allow-empty", "-F", ".git/agentops/first-message")
    repo.git("notes", "add", "-m", "Learning: notes hang on ids")
    assert "warning" not in repo.run_git("commit", "--amend", "--allow-empty", "--no-edit").said
    assert repo.git("notes", "show") == "Learning: notes hang on ids"


def test_commit_template_is_never_set(repo: Repo) -> None:
    repo.tool("init", "--native", "--agents")
    repo.run_git("config", "commit.template", code=1)


def test_template_off_leaves_the_hook_that_squashes_need(repo: Repo) -> None:
    repo.git("config", "agentops.template", "false")
    repo.tool("init", "--native")
    assert (repo.path / ".git/hooks/prepare-commit-msg").exists()
    repo.git("add", "--all")
    shown = repo.path / ".git" / "shown"
    repo.run_git("commit", GIT_EDITOR=f"cp \"$1\" '{shown}' #", code=1)
    assert "Intent:" not in shown.read_text()


class TestHooksPath:
    def test_in_the_work_tree_the_scripts_are_portable(self, repo: Repo) -> None:
        repo.git("config", "core.hooksPath", ".githooks")
        repo.tool("init", "--native")
        assert "/@PYTHON@" in (repo.path / ".githooks/commit-msg").read_text()
        assert "T001" in commit(repo, "fix bug", code=1)

    def test_outside_they_record_the_interpreter(self, repo: Repo, tmp_path: Path) -> None:
        repo.git("config", "core.hooksPath", str(tmp_path / "hooks of mine"))
        repo.tool("init", "--native")
        assert "/@PYTHON@" not in (tmp_path / "hooks of mine/commit-msg").read_text()
        assert "T001" in commit(repo, "fix bug", code=1)

    def test_of_all_repositories_they_are_not_ours_to_fill(
        self, repo: Repo, tmp_path: Path
    ) -> None:
        repo.git("config", "--global", "core.hooksPath", str(tmp_path / "all"))
        said = repo.tool("init", "--native", code=2).stderr
        assert said.startswith("agentops-git: core.hooksPath of your global configuration sends")
        assert f"run: git config core.hooksPath '{repo.path}/.git/hooks'" in said
        assert not (tmp_path / "all").exists()
        repo.git("config", "core.hooksPath", str(repo.path / ".git/hooks"))
        repo.tool("init", "--native")
        assert "T001" in commit(repo, "fix bug", code=1)

    def test_of_husky_gets_a_line_to_paste(self, repo: Repo) -> None:
        repo.git("config", "core.hooksPath", ".husky/_")
        repo.write({".husky/_/h": ""})
        said = repo.tool("init", "--native", code=2).stderr
        assert """into .husky/commit-msg instead: agentops-git hook commit-msg "$1"\n""" in said

    def test_to_nowhere_means_off(self, repo: Repo) -> None:
        repo.git("config", "core.hooksPath", "/dev/null")
        assert "git config --unset core.hooksPath" in repo.tool("init", "--native", code=2).stderr

    def test_stops_pre_commit_and_says_so(self, repo: Repo) -> None:
        repo.git("config", "core.hooksPath", ".githooks")
        assert "init --native" in repo.tool("init", code=2).stderr
        assert not (repo.path / "CONSTITUTION.md").exists()


def test_in_a_worktree_the_hooks_serve_every_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.commit("begin")
    repo.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    tree = Repo(tmp_path / "tree")
    tree.tool("init", "--native")
    assert "T001" in commit(repo, "fix bug", code=1)
    assert "T001" in commit(tree, "fix bug", code=1)


def test_a_bare_repository_gets_the_servers_hook(tmp_path: Path) -> None:
    run("git", "init", "--quiet", "--bare", tmp_path / "s.git", cwd=tmp_path)
    server = Repo(tmp_path / "s.git")
    assert "agentops-git init --native" in server.tool("init", code=2).stderr
    assert server.tool("init", "--native").stdout == (
        f"Doing:\n  write {server.path}/hooks/pre-receive\n"
    )
    assert os.access(server.path / "hooks" / "pre-receive", os.X_OK)


def test_a_sha256_repository(tmp_path: Path) -> None:
    run("git", "init", "--quiet", "--object-format=sha256", tmp_path / "r", cwd=tmp_path)
    repo = Repo(tmp_path / "r")
    repo.tool("init", "--native")
    assert "T001" in commit(repo, "fix bug", code=1)


def test_outside_a_repository_it_is_one_line(tmp_path: Path) -> None:
    said = run("agentops-git", "init", "--native", cwd=tmp_path, code=3).stderr
    assert said == (
        "agentops-git: not a git repository (nor any parent); "
        "run git init, or name one with -C DIR\n"
    )


def test_two_ways_at_once_are_refused(repo: Repo) -> None:
    assert "name one" in repo.tool("init", "--native", "--local", code=2).stderr


@pytest.mark.slow
def test_the_other_way_is_refused_while_one_runs(repo: Repo) -> None:
    repo.tool("init", "--native")
    before = snapshot(repo.path)
    assert repo.tool("init", code=2).stderr == (
        "agentops-git: hooks run natively here already, and both ways would judge each commit "
        "twice; to change over run: agentops-git uninstall && agentops-git init\n"
    )
    assert snapshot(repo.path) == before
    run("sh", "-c", "agentops-git uninstall && agentops-git init", cwd=repo.path)
    assert repo.tool("init", "--native", code=2).stderr == (
        "agentops-git: hooks run through pre-commit here already, and both ways would judge each "
        "commit twice; to change over run: agentops-git uninstall && agentops-git init --native\n"
    )


@pytest.mark.slow
def test_pre_commit_that_a_person_installed_is_theirs_to_take_out(repo: Repo) -> None:
    repo.tool("init", "--local")
    (repo.path / ".git/agentops/install.json").unlink()
    undo = "pre-commit uninstall -t pre-commit -t commit-msg -t pre-push"
    said = repo.tool("init", "--native", code=2).stderr
    assert said.endswith(f"to change over run: {undo} && agentops-git init --native\n")


def test_from_elsewhere_the_next_command_goes_there(repo: Repo, tmp_path: Path) -> None:
    said = run("agentops-git", "-C", repo.path, "init", "--native", cwd=tmp_path).stdout
    assert f"Next: cd {repo.path} && git add CONSTITUTION.md" in said


@pytest.mark.slow
def test_beside_pre_commit_the_hooks_that_carry_records_are_native(repo: Repo) -> None:
    hooks = repo.path / ".git/hooks"
    theirs = hooks / "prepare-commit-msg"
    theirs.write_text("#!/bin/sh\necho theirs >>.git/ran\n")
    theirs.chmod(0o755)
    repo.tool("init", "--local")
    assert "of agentops-git" in (hooks / "post-rewrite").read_text()[:400]
    repo.git("add", "--all")
    repo.git("commit", "--file=.git/agentops/first-message")
    assert (repo.path / ".git/ran").read_text() == "theirs\n"
    checks = json.loads(repo.tool("doctor", "--json", code=None).stdout)["checks"]
    found = {check["name"]: check for check in checks}
    assert found["post-rewrite"]["message"] == f"{hooks / 'post-rewrite'}, beside pre-commit"
    assert "hooks" not in found  # judged once
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(f"{MESSAGE}\n".replace("chore:", "feat:"), {"a": "1"})
    repo.git("notes", "add", "-m", "Learning: what is noted stays")
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--squash", "topic")
    repo.git("commit", "--no-verify", "-m", "feat: it")
    assert "Learning: what is noted stays" in repo.trailers()
    (hooks / "post-rewrite").unlink()
    checks = json.loads(repo.tool("doctor", "--json", code=None).stdout)["checks"]
    lacking = next(check for check in checks if check["name"] == "post-rewrite")
    assert (lacking["status"], lacking["command"]) == ("warn", "agentops-git init")
    repo.tool("uninstall")
    assert theirs.read_text().endswith("theirs >>.git/ran\n")
    assert not (hooks / "prepare-commit-msg.before-agentops").exists()
