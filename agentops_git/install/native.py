"""Which native hooks this repository gets."""

import os

from agentops_git.install import scripts
from agentops_git.install.scripts import HooksHome
from agentops_git.install.site import Site
from agentops_git.install.step import Step
from agentops_git.install.where import hooks_home, hooks_path, hooks_path_scope


def events(site: Site) -> tuple[str, ...]:
    """The events that our scripts serve here: the server's in a bare repository."""
    return scripts.SERVER if site.top is None else scripts.LOCAL


def home(site: Site) -> HooksHome:
    """Where our scripts go; UsageError where git's hooks are not this repository's alone."""
    return hooks_home(site.git, site.top, site.places.common_dir)


def runs_here(site: Site) -> bool:
    """Whether git runs a script of ours here that judges commits."""
    directory, judging = hooks_path(site.git), set(scripts.LOCAL) - set(scripts.BESIDE)
    return any(scripts.is_ours(os.path.join(directory, event)) for event in judging)


def install_steps(site: Site) -> list[Step]:
    """What it takes until git runs our scripts."""
    return scripts.install_steps(home(site), events(site), site.ledger)


def beside_steps(site: Site) -> list[Step]:
    """What it takes until the scripts run that pre-commit and prek can't replace.

    None where hooks are sent elsewhere: there, neither runner installs any.
    """
    missing = tuple(event for event in scripts.BESIDE if not runs_legacy(site, event))
    if hooks_path_scope(site.git) or not missing:
        return []
    return scripts.install_steps(home(site), missing, site.ledger)


def runs_legacy(site: Site, event: str) -> bool:
    """Whether a hook runner, installed later, has moved our script aside, and runs it."""
    return scripts.is_ours(os.path.join(hooks_path(site.git), event + scripts.LEGACY))
