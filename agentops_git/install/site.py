"""The repository that init, uninstall and doctor work on."""

from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.git.workspace import Workspace
from agentops_git.install.ledger import Ledger


class Site(NamedTuple):
    """One repository: ``top`` is its work tree, None where it is bare."""

    git: Git
    places: Places
    top: str | None
    ledger: Ledger


def open_site(git: Git) -> Site:
    """The repository here; EnvironmentFailure outside one."""
    where = places(git)
    top = Workspace(git.directory).top
    return Site(git, where, top, Ledger(where.ours("install.json")))
