"""The command group: a command's module is imported only when it is called."""

import os
import sys
from typing import NamedTuple

import click

from agentops_git import __version__
from agentops_git.cli.lazy import LazyGroup
from agentops_git.crash import guarded
from agentops_git.errors import ExitCode, UsageError
from agentops_git.git.process import Git

COMMANDS = {
    "init": "set a repository up: constitution, hooks, notes settings",
    "uninstall": "take out what init put in",
    "doctor": "tell what is installed, and prove that it refuses",
    "commit": "write a well-formed record and commit",
    "check": "judge messages and changes",
    "survey": "tell what a history already holds",
    "explain": "explain a rule",
    "rules": "list the rules",
    "hook": "what git calls",
    "learnings": "mine learnings and patterns",
    "patterns": "the pattern library, by hand",
    "backlog": "the improvement queue",
    "route": "which workflow and agent fit a task",
    "recall": "what history teaches about a task and its files",
    "related": "earlier commits that bear on one",
    "bundle": "a session's state for the next session",
    "note": "notes after the fact",
    "sync": "exchange notes with a remote",
    "gate": "gates: commands that validate a tree, and people who approve",
    "approve": "approve a change, signed",
    "reject": "reject a change, signed, with a reason",
    "approvals": "who approved what, and whether it counts",
    "exempt": "permit breaking a rule, with a reason and for a time",
    "audit": "what slipped by the law",
}


COMPLETE = "_AGENTOPS_GIT_COMPLETE"


class Settings(NamedTuple):
    """What the options before the command say; every command gets it as ``ctx.obj``."""

    directory: str | None

    def git(self) -> Git:
        """The git command in the repository that was asked for."""
        return Git(self.directory)


@click.group(
    cls=LazyGroup,
    package="agentops_git.cli",
    members=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="agentops-git")
@click.option("-C", "directory", metavar="DIR", help="Run as if started in DIR.")
@click.pass_context
def app(ctx: click.Context, directory: str | None) -> None:
    """Git as the memory of people and AI agents who write software together."""
    ctx.obj = Settings(directory)


def run_command(argv: list[str]) -> int:
    """Run one command line to its exit code; every error is one line on stderr."""
    return guarded(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    program = _program()
    if COMPLETE in os.environ:
        app.main(argv, prog_name=program, complete_var=COMPLETE)
    try:
        with app.make_context(program, argv) as ctx:
            app.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise UsageError(_one_line(error, program)) from None
    return ExitCode.OK


def _one_line(error: click.ClickException, program: str) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else program
    return f"{error.format_message().rstrip('.')}; see {path} --help"


def _program() -> str:
    name = os.path.basename(sys.argv[0])
    return "git agentops" if name == "git-agentops" else "agentops-git"
