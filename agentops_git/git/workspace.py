"""Discovery, configuration and remotes through GitPython, for commands that set a repository up.

GitPython costs 85 ms to import and knows no SHA-256 objects: nothing that hooks load
imports this module, and it asks for no object.
"""

import os
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
import git as gitpython


class Remote(NamedTuple):
    """One remote: where it is, and what a fetch of it updates."""

    name: str
    urls: tuple[str, ...]
    fetch: tuple[str, ...]


class Workspace:
    """A repository as a user sees it: its work tree, its settings, its remotes."""

    def __init__(self, directory: str | None = None) -> None:
        try:
            self._repo = gitpython.Repo(
                os.path.abspath(directory or "."), search_parent_directories=True, expand_vars=False
            )
        except (gitpython.InvalidGitRepositoryError, gitpython.NoSuchPathError):
            raise EnvironmentFailure(
                "not a git repository (nor any parent); run git init, or name one with -C DIR"
            ) from None

    @property
    def top(self) -> str | None:
        """The top of the work tree; None in a bare repository."""
        top = self._repo.working_tree_dir
        return None if top is None else os.fspath(top)

    def values(self, section: str, option: str) -> tuple[str, ...]:
        """Every value of a setting, in the order git reads them; empty where it is not set."""
        with self._repo.config_reader() as reader:
            if not reader.has_option(section, option):
                return ()
            return tuple(str(value) for value in reader.get_values(section, option))

    def options(self, section: str) -> tuple[str, ...]:
        """The names of the settings in a section, or in all its subsections for ``section *``."""
        base, _, every = section.partition(" ")
        with self._repo.config_reader() as reader:
            names = [
                name
                for name in reader.sections()
                if name == base or (every and name.startswith(f'{base} "'))
            ]
            return tuple(f"{name}.{option}" for name in names for option in reader.options(name))

    def remotes(self) -> tuple[Remote, ...]:
        """The remotes, with their fetch refspecs."""
        return tuple(
            Remote(
                remote.name,
                self.values(f'remote "{remote.name}"', "url"),
                self.values(f'remote "{remote.name}"', "fetch"),
            )
            for remote in self._repo.remotes
        )
