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


def install_steps(site: Site, on_moves: bool = False) -> list[Step]:
    """What it takes until git runs our scripts; the one on moves of refs as it is asked for."""
    where, names = home(site), events(site)
    if on_moves:
        names = (*names, scripts.ON_MOVES)
        return scripts.install_steps(where, names, site.ledger)
    off = scripts.remove_steps([where.hook(scripts.ON_MOVES)], site.ledger)
    return scripts.install_steps(where, names, site.ledger) + off


def judges_moves(site: Site) -> bool:
    """Whether git runs our script at every move of a ref here."""
    return scripts.is_ours(os.path.join(hooks_path(site.git), scripts.ON_MOVES))


def beside_steps(site: Site) -> list[Step]:
    """What it takes until the scripts run that pre-commit and prek can't replace.

    None where hooks are sent elsewhere: there, neither runner installs any.
    """
    if hooks_path_scope(site.git):
        return []
    aside = [event for event in scripts.BESIDE if moved_aside(site, event)]
    missing = tuple(event for event in scripts.BESIDE if event not in aside)
    steps = scripts.install_steps(home(site), missing, site.ledger)
    return steps + [_back_step(os.path.join(hooks_path(site.git), event)) for event in aside]


def moved_aside(site: Site, event: str) -> bool:
    """Whether a hook runner, installed again, has moved our script aside: it then runs it, but
    gives it no input."""
    path = os.path.join(hooks_path(site.git), event)
    kept = os.path.lexists(path + scripts.KEPT) and not scripts.is_runner(path + scripts.KEPT)
    return scripts.is_ours(path + scripts.LEGACY) and scripts.is_runner(path) and not kept


def _back_step(path: str) -> Step:
    def do() -> None:
        os.replace(path, path + scripts.KEPT)
        os.replace(path + scripts.LEGACY, path)

    return Step(f"put {path} back before the hook runner, which had moved it aside", do)
