"""Where the files that we ship lie: beside the package in a wheel, at the top of a checkout."""

import os

from agentops_git.errors import EnvironmentFailure

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def package_path() -> str:
    """The absolute path of the package ``agentops_git``."""
    return _PACKAGE


def data_path(name: str) -> str:
    """The absolute path of ``hooks/…`` or ``templates/…``; EnvironmentFailure without it."""
    for home in (os.path.join(_PACKAGE, "data"), os.path.dirname(_PACKAGE)):
        path = os.path.join(home, *name.split("/"))
        if os.path.exists(path):
            return path
    raise EnvironmentFailure(
        f"{name} is missing from the installed package; "
        "run: pip install --force-reinstall agentops-git"
    )


def data_text(name: str) -> str:
    """The text of one shipped file."""
    with open(data_path(name), encoding="utf-8") as file:
        return file.read()
