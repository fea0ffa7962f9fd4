"""The plan of init: everything that is still to be done in one repository."""

import os
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.install import agents_md, first, lawfile, native, notes, precommit
from agentops_git.install.site import Site
from agentops_git.install.source import origin
from agentops_git.install.step import Step


class Wishes(NamedTuple):
    """What the options of init ask for; ``native`` and ``local`` choose the way of the hooks.

    ``on_moves``: a hook at every move of a ref as well.
    """

    preset: str = "core"
    native: bool = False
    local: bool = False
    agents: bool = False
    on_moves: bool = False


def plan(site: Site, wishes: Wishes) -> list[Step]:
    """The steps that are left; none where everything stands. UsageError where one can't be done."""
    if site.top is None:
        return _bare_plan(site, wishes)
    steps = lawfile.install_steps(site.top, wishes.preset, site.ledger)
    steps += _hook_steps(site, site.top, wishes)
    steps += notes.install_steps(site.git, site.ledger)
    if wishes.agents:
        steps += agents_md.install_steps(site.top, site.ledger)
    if steps and not os.path.exists(first_message(site)):
        steps += first.install_steps(first_message(site))
    return steps


def _bare_plan(site: Site, wishes: Wishes) -> list[Step]:
    if wishes.on_moves:
        raise UsageError(
            "in a bare repository pre-receive judges; leave out --reference-transaction"
        )
    if not wishes.native:
        raise UsageError(
            "this is a bare repository; for the law on the server run: agentops-git init --native"
        )
    return native.install_steps(site)


def _hook_steps(site: Site, top: str, wishes: Wishes) -> list[Step]:
    _refuse_two_ways(site, top, wishes.native)
    if wishes.native:
        return native.install_steps(site, wishes.on_moves)
    source = None if wishes.local else origin()
    steps = precommit.config_steps(top, source, site.ledger) + precommit.install_steps(site)
    return steps + native.beside_steps(site)


def _refuse_two_ways(site: Site, top: str, to_native: bool) -> None:
    """UsageError where hooks run the other way already: every commit would be judged twice."""
    if to_native and precommit.runs_here(site, top):
        there, again = "through pre-commit", "init --native"
        undo = precommit.undo_command(site.ledger)
    elif not to_native and native.runs_here(site):
        there, again, undo = "natively", "init", "agentops-git uninstall"
    else:
        return
    raise UsageError(
        f"hooks run {there} here already, and both ways would judge each commit twice; "
        f"to change over run: {undo} && agentops-git {again}"
    )


def first_message(site: Site) -> str:
    """Where the first message lies."""
    return site.places.ours("first-message")


def to_commit(git: Git, top: str) -> list[str]:
    """The files of ours in the work tree that are not committed as they are."""
    names = [*lawfile.NAMES, precommit.NAME, "AGENTS.md", "CLAUDE.md"]
    there = [name for name in names if os.path.exists(os.path.join(top, name))]
    out = git.run(
        "-C", top, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--",
        *there,
    )  # fmt: skip
    changed = {os.fsdecode(row[3:]) for row in out.split(b"\0") if row}
    return [name for name in there if name in changed]
