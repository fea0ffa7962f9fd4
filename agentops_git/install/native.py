"""Which native hooks this repository gets."""

import os

from agentops_git.install import scripts
from agentops_git.install.scripts import HooksHome
from agentops_git.install.site import Site
from agentops_git.install.step import Step
from agentops_git.install.where import hooks_home, hooks_path

TEMPLATE_SETTING = "agentops.template"


def events(site: Site) -> tuple[str, ...]:
    """The events that our scripts serve here: the server's in a bare repository."""
    if site.top is None:
        return scripts.SERVER
    return (*scripts.LOCAL, scripts.TEMPLATE) if template_is_on(site) else scripts.LOCAL


def template_is_on(site: Site) -> bool:
    """Whether an empty message in an editor gets the template (agentops.template, default true)."""
    done = site.git.ask("config", "--type=bool", "--get", TEMPLATE_SETTING)
    return done.out.strip() != b"false"


def home(site: Site) -> HooksHome:
    """Where our scripts go; UsageError where git's hooks are not this repository's alone."""
    return hooks_home(site.git, site.top, site.places.common_dir)


def runs_here(site: Site) -> bool:
    """Whether git runs a script of ours here."""
    directory = hooks_path(site.git)
    return any(scripts.is_ours(os.path.join(directory, event)) for event in scripts.LOCAL)


def install_steps(site: Site) -> list[Step]:
    """What it takes until git runs our scripts."""
    return scripts.install_steps(home(site), events(site), site.ledger)
