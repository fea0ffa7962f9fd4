"""Write docs/cli.md and the man page from the commands: python -m tools.docs [--check]."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from agentops_git import __version__
from agentops_git.cli.app import app

ROOT = Path(__file__).parent.parent
WIDTH = 80


def help_texts() -> Iterator[tuple[str, str]]:
    """Each command line and its ``--help``, the group first."""
    os.environ["COLUMNS"] = str(WIDTH)
    parent = click.Context(
        app, info_name="agentops-git", terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield "agentops-git", app.get_help(parent)
    yield from _members(app, parent, "agentops-git")


def _members(group: click.Group, parent: click.Context, path: str) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        assert command is not None
        context = click.Context(command, parent, info_name=name, terminal_width=WIDTH)
        yield f"{path} {name}", command.get_help(context)
        if isinstance(command, click.Group):
            yield from _members(command, context, f"{path} {name}")


def cli_page() -> str:
    """docs/cli.md."""
    parts = ["# Command line\n\nGenerated from `--help` by `python -m tools.docs`.\n"]
    parts += [f"## {name}\n\n```text\n{text}\n```\n" for name, text in help_texts()]
    return "\n".join(parts)


def man_page() -> str:
    """git-agentops(1), which `git agentops --help` shows."""
    head = f'.TH GIT-AGENTOPS 1 "" "agentops-git {__version__}" "Git Manual"\n'
    intro = (
        ".SH NAME\ngit-agentops \\- git as the memory of people and AI agents\n"
        ".SH SYNOPSIS\n.B git agentops\n[\\-C DIR] COMMAND [ARGUMENTS]\n"
    )
    return head + intro + "".join(_section(name, text) for name, text in help_texts())


def _section(name: str, text: str) -> str:
    return f".SH {_roff(name.upper())}\n.nf\n{_roff(text)}\n.fi\n"


def _roff(text: str) -> str:
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in lines)


PAGES = {"docs/cli.md": cli_page, "docs/git-agentops.1": man_page}


def main(argv: list[str]) -> int:
    """Write the pages; with ``--check`` say which are stale instead."""
    stale = [name for name, page in PAGES.items() if _read(name) != page()]
    for name in stale:
        if "--check" in argv:
            print(f"{name} is stale; run: python -m tools.docs", file=sys.stderr)
        else:
            (ROOT / name).write_text(PAGES[name](), encoding="utf-8")
    return 1 if stale and "--check" in argv else 0


def _read(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
