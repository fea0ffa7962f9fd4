"""What ``learnings`` and ``backlog`` share: writing and checking the files that people edit."""

import json
from collections.abc import Sequence

import click

from agentops_git.crash import say
from agentops_git.errors import ExitCode
from agentops_git.git.process import Git
from agentops_git.git.remotes import main_url
from agentops_git.knowledge.checking import check, demand_whole, update
from agentops_git.knowledge.links import base_of
from agentops_git.knowledge.publish import BACKLOG, PATTERNS, write
from agentops_git.knowledge.worktree import WorkTree, work_tree
from agentops_git.memory.mine import Mined
from agentops_git.message.printable import one_line

BOOKS = {"patterns": PATTERNS, "backlog": BACKLOG}


def tree_to_write(git: Git) -> WorkTree:
    """The work tree, where files may be written: EnvironmentFailure in a bare or shallow clone."""
    tree = work_tree(git)
    demand_whole(git, "written")
    return tree._replace(links=base_of(main_url(git)))


def write_books(tree: WorkTree, names: Sequence[str], mined: Mined, least: int | None) -> None:
    """Write what differs, all or none, and say on stderr what was written."""
    if not mined.as_of:
        return
    changed: dict[str, str] = {}
    for name in names:
        changed |= update(tree, BOOKS[name], mined, least)
    write(tree, changed)
    for path in changed:
        say(f"wrote {one_line(path)}")
    if not changed:
        say("nothing to write: the files say what history says")


def check_books(git: Git, names: Sequence[str], least: int | None, as_json: bool) -> ExitCode:
    """Print one line, or one JSON list, of files that are not what history gives."""
    tree = work_tree(git)
    wrong = [line for name in names for line in check(git, tree, BOOKS[name], least, say)]
    if as_json:
        click.echo(json.dumps({"version": 1, "differences": wrong}, indent=1))
    else:
        for line in wrong:
            click.echo(f"{line}; run: agentops-git {_command(names)} --write")
    return ExitCode.FINDINGS if wrong else ExitCode.OK


def _command(names: Sequence[str]) -> str:
    return "learnings" if "patterns" in names else "backlog"
