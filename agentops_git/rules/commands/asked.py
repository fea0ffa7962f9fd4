"""What an agent asks to do, out of the JSON that it gives its hooks.

Each agent names things in its own way; all of them say which tool, and what it is given.
"""

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

_INPUTS = ("tool_input", "toolArgs", "tool_info", "args", "arguments", "input")
_COMMANDS = ("command", "cmd", "command_line", "script")
_PATHS = ("file_path", "filePath", "path", "notebook_path", "absolute_path", "target_file")
_TOOLS = ("tool_name", "toolName", "tool", "name", "agent_action_name")
_WRITES = re.compile(r"write|edit|replace|create|delete|patch|move|rename", re.I)


class Asked(NamedTuple):
    """A command line to be run, or paths to be written; either may be empty."""

    command: str
    written: tuple[str, ...]
    cwd: str


def asked_of(event: Any) -> Asked:
    """What a hook event asks for; ValueError where it is no object."""
    if not isinstance(event, dict):
        raise ValueError("the hook's input is no JSON object")
    given = _given(event)
    command = _first(given, _COMMANDS) or _first(event, _COMMANDS)
    cwd = _text(given.get("cwd")) or _text(event.get("cwd")) or _text(given.get("workdir"))
    tool = _text(_first(event, _TOOLS))
    written = tuple(_text(given[name]) for name in _PATHS if name in given)
    return Asked(_line(command), written if _WRITES.search(tool) else (), cwd)


def _given(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found = _first(event, _INPUTS)
    if isinstance(found, str):
        found = json.loads(found)
    return found if isinstance(found, dict) else {}


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((values[name] for name in names if values.get(name)), None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(command: Any) -> str:
    """A command line; one that is given as its words is quoted."""
    if isinstance(command, list):
        return shlex.join(map(str, command))
    return _text(command)
