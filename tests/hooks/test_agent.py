"""What AI agents ask before they run a tool, in the JSON of each of them."""

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, Repo

TEMPLATES = Path(__file__).parents[2] / "templates" / "agents"
SKIP = "git commit -n -m x"
REFUSED = (
    "agentops-git: -n of git commit skips the hooks. Commit and push with the hooks on; what they "
    "refuse says how to mend it. Where a rule is wrong here, ask a person for an exemption: "
    "agentops-git exempt.\n"
)
EVENTS = {
    "Claude Code": {
        "hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": SKIP},
    },
    "Gemini CLI": {
        "hook_event_name": "BeforeTool", "tool_name": "run_shell_command",
        "tool_input": {"command": SKIP},
    },
    "Codex": {
        "hook_event_name": "PreToolUse", "tool_name": "shell",
        "tool_input": {"command": ["bash", "-lc", SKIP]},
    },
    "Cursor": {"hook_event_name": "beforeShellExecution", "command": SKIP},
    "Windsurf": {"agent_action_name": "pre_run_command", "tool_info": {"command_line": SKIP}},
    "Copilot": {"toolName": "bash", "toolArgs": json.dumps({"command": SKIP})},
}  # fmt: skip


def ask(repo: Repo, event: object, code: int) -> Ran:
    return repo.tool("hook", "agent", data=json.dumps(event), code=code)


@pytest.mark.parametrize("agent", EVENTS)
def test_a_way_round_the_hooks_is_blocked_for_every_agent(repo: Repo, agent: str) -> None:
    done = ask(repo, EVENTS[agent], code=2)
    assert (done.stdout, done.stderr) == ("", REFUSED)


def test_what_is_harmless_passes(repo: Repo) -> None:
    event = {"tool_name": "Bash", "tool_input": {"command": "git commit -m 'not --no-verify'"}}
    assert ask(repo, event, code=0).said == "{}\n"
    assert ask(repo, {"tool_name": "Read", "tool_input": {"file_path": "x"}}, code=0).said == "{}\n"


def test_an_alias_of_the_repository_is_seen_through(repo: Repo) -> None:
    event = {"tool_name": "Bash", "tool_input": {"command": "git quick x"}}
    assert ask(repo, event, code=0).stdout == "{}\n"
    repo.git("config", "alias.quick", "commit --no-verify -m")
    assert "--no-verify of git commit" in ask(repo, event, code=2).stderr


def test_the_configured_directory_of_hooks_is_guarded(repo: Repo) -> None:
    event = {"tool_name": "Bash", "tool_input": {"command": "rm tools/hooks/pre-push"}}
    ask(repo, event, code=0)
    repo.git("config", "core.hooksPath", "tools/hooks")
    assert "tools/hooks/pre-push" in ask(repo, event, code=2).stderr


@pytest.mark.parametrize("tool", ["Write", "Edit", "MultiEdit", "write_file", "replace"])
def test_a_tool_that_writes_files_does_not_write_hooks(repo: Repo, tool: str) -> None:
    there = str(repo.path / ".git/hooks/commit-msg")
    assert "by which the hooks live" in ask(
        repo, {"tool_name": tool, "tool_input": {"file_path": there}}, code=2
    ).stderr  # fmt: skip
    elsewhere = str(repo.path / "hooks/commit-msg")
    ask(repo, {"tool_name": tool, "tool_input": {"file_path": elsewhere}}, code=0)


@pytest.mark.parametrize(
    "text", ["", "no JSON", "[]", '{"tool_input": {"command": 5', "[" * 100_000]
)
def test_its_own_failures_block_nothing_and_are_said(repo: Repo, text: str) -> None:
    done = repo.tool("hook", "agent", data=text)
    assert done.stderr.startswith("agentops-git: this tool call was not checked: ")
    assert done.stderr.count("\n") == 1
    assert json.loads(done.stdout) == {"systemMessage": done.stderr.strip()}


def test_a_command_too_large_to_read_passes_and_is_said(repo: Repo) -> None:
    done = ask(repo, {"command": "echo " + "a" * 300_000}, code=0)
    assert "the command is too large to be read" in done.stderr


def test_outside_a_repository_it_works_too(repo: Repo, tmp_path: Path) -> None:
    event = {"tool_name": "Bash", "tool_input": {"command": SKIP}, "cwd": str(tmp_path / "gone")}
    assert ask(repo, event, code=2).stderr == REFUSED


@pytest.mark.parametrize("name", ["claude-code.json", "gemini-cli.json", "cursor.json"])
def test_the_settings_that_we_ship_call_it(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    assert json.loads(text)["hooks"]
    assert text.count('"agentops-git hook agent"') == 1
