"""The hook of AI agents: a command that would step round git's hooks is not run.

Agents ask before they run a tool: one JSON object on standard input. Exit code 2 and a reason on
standard error block the call, as Claude Code, Codex, Gemini CLI, Cursor and Windsurf document it;
``{}`` and 0 let it pass.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from agentops_git.errors import AgentopsError, ExitCode
from agentops_git.git.config import Config, read_config
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.rules.commands.asked import Asked, asked_of
from agentops_git.rules.commands.bypass import Ground, TooMuch, steps_round
from agentops_git.rules.commands.places import is_home

BLOCKED = 2
_LARGEST = 16 << 20
_INSTEAD = (
    "Commit and push with the hooks on; what they refuse says how to mend it. "
    "Where a rule is wrong here, ask a person for an exemption: agentops-git exempt."
)


def run(argv: list[str]) -> int:
    """Judge the tool call on standard input; 2 blocks it."""
    return failing_open(lambda: _reason(sys.stdin.read(_LARGEST)))


def failing_open(reason_of: Callable[[], str]) -> int:
    """Say the reason, if there is one; what goes wrong meanwhile blocks nothing."""
    try:
        reason = reason_of()
    except (AgentopsError, TooMuch, ValueError, TypeError, RecursionError, OSError) as error:
        said = f"agentops-git: this tool call was not checked: {one_line(str(error), 200)}"
        sys.stderr.write(f"{said}\n")
        sys.stdout.write(json.dumps({"systemMessage": said}) + "\n")
        return ExitCode.OK
    if reason:
        sys.stderr.write(f"agentops-git: {one_line(reason, 300)}. {_INSTEAD}\n")
        return BLOCKED
    sys.stdout.write("{}\n")
    return ExitCode.OK


def _reason(text: str) -> str:
    event: Any = json.loads(text)
    asked = asked_of(event)
    if not asked.command and not asked.written:
        return ""
    ground = _ground(asked)
    for path in asked.written:
        if is_home(path, asked.cwd, ground.homes):
            return f"it changes {path}, by which the hooks live"
    return steps_round(asked.command, asked.cwd, ground) if asked.command else ""


def _ground(asked: Asked) -> Ground:
    """The aliases and the directory of hooks that git knows where the call is made."""
    directory = asked.cwd if os.path.isdir(asked.cwd) else None
    config: Config = read_config(Git(directory))
    aliases = {key[6:].lower(): value for key, value in config.items() if key.startswith("alias.")}
    homes = config.get("core.hookspath", "")
    return Ground(aliases, (homes,) if homes else ())
