"""The command line as a whole: every command resolves, and bad input is one line."""

import sys

import pytest

from agentops_git.cli.app import COMMANDS
from tests.conftest import Repo, run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(repo: Repo, name: str) -> None:
    said = repo.tool(name, "--help").stdout
    assert said.startswith(f"Usage: agentops-git {name}")
    assert f"agentops-git {name}" in said.partition("\n")[2]


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["frobnicate"], "No such command 'frobnicate'; see agentops-git --help"),
        (["check", "--nope"], "No such option '--nope'"),
        (["-C"], "Option '-C' requires an argument; see agentops-git --help"),
        (["check", "-x..y"], "No such option '-x'"),
        (["check", "--", "-x..y"], "a range can't begin with '-': '-x..y'; write A..B"),
        (["check", "a..b"], "there is no revision or range 'a..b' here; write A..B or a revision"),
        (["check", "--law", "nowhere"], "--law: there is no commit 'nowhere' here"),
        (["check", "HEAD", "--staged"], "check: give a RANGE, --message or --staged, one of them"),
        (["hook", "post-party"], "hook: no event 'post-party'; events: prepare-commit-msg, "),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_exit_code_2(repo: Repo, argv: list[str], line: str) -> None:
    repo.commit("work")
    done = repo.tool(*argv, code=2)
    assert done.stdout == ""
    assert done.stderr.startswith(f"agentops-git: {line}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "learnings", "backlog", "survey", "init", "doctor"])
def test_outside_a_repository(repo: Repo, command: str) -> None:
    done = repo.tool("-C", "/", command, code=3)
    assert done.stderr == (
        "agentops-git: not a git repository (nor any parent); "
        "run git init, or name one with -C DIR\n"
    )
    assert done.stdout == ""


def test_a_closed_pipe_ends_quietly(repo: Repo) -> None:
    shell = f"cd '{repo.path}'; agentops-git rules | true; echo ${{PIPESTATUS[0]}}"
    piped = run("bash", "-c", shell, cwd=repo.path)
    assert (piped.stdout, piped.stderr) == ("0\n", "")


@pytest.mark.parametrize("argv", ["['x', 'hook', 'commit-msg', 'm']", "['x', 'rules']"])
def test_ctrl_c_while_modules_load_is_one_line(repo: Repo, argv: str) -> None:
    script = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('agentops_git.hooks.dispatch', 'agentops_git.cli.app'):\n"
        "            raise KeyboardInterrupt\n"
        f"sys.meta_path.insert(0, Interrupted()); sys.argv = {argv}\n"
        "from agentops_git.__main__ import main; main()"
    )
    said = run(sys.executable, "-c", script, cwd=repo.path, code=130)
    assert said.stderr == "agentops-git: interrupted; nothing was left half written\n"


def test_git_finds_it_as_a_subcommand(repo: Repo) -> None:
    said = repo.run_git("agentops", "frobnicate", code=2).stderr
    assert said == "agentops-git: No such command 'frobnicate'; see git agentops --help\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(repo: Repo, shell: str) -> None:
    script = repo.tool(code=None, _AGENTOPS_GIT_COMPLETE=f"{shell}_source").stdout
    assert "_AGENTOPS_GIT_COMPLETE" in script


def test_bash_completes_commands(repo: Repo) -> None:
    env = {"COMP_WORDS": "agentops-git lea", "COMP_CWORD": "1"}
    said = repo.tool(code=None, env={"_AGENTOPS_GIT_COMPLETE": "bash_complete", **env}).stdout
    assert said == "plain,learnings\n"
