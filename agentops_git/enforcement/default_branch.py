"""Which branch is the default one, and what it points at here."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agentops_git.git.config import Config
from agentops_git.git.process import Git


class Default(NamedTuple):
    """The default branch: its name on the side that owns it, and the commit it points at."""

    name: str
    tip: str


def default_branch(
    git: Git, config: Config, remote: str | None, named: str | None, env: Mapping[str, str]
) -> Default | None:
    """The default branch of ``remote`` as known here, or of this repository (``remote`` None).

    The first of these that resolves: ``named`` (--default-branch), agentops.defaultBranch, the
    CI event, this repository's HEAD where it is a server, the remote's HEAD, and for a
    repository without remotes HEAD or the only branch.
    """
    prefix = f"refs/remotes/{remote}/" if remote else "refs/heads/"
    for name in _names(git, config, remote, named, env):
        tip = git.ask("rev-parse", "--verify", "--quiet", f"{prefix}{name}^{{commit}}")
        if tip.code == 0:
            return Default(name, tip.out.decode().strip())
    return _advertised(git, remote) if remote else None


def stated_default(config: Config, named: str | None, env: Mapping[str, str]) -> str | None:
    """The default branch as someone named it, and nothing guessed."""
    return next(_stated(config, named, env), None)


def _names(
    git: Git, config: Config, remote: str | None, named: str | None, env: Mapping[str, str]
) -> Iterator[str]:
    yield from _stated(config, named, env)
    yield from _remote_head(git, remote) if remote else _own_head(git)
    yield from _only_branch(git, remote)


def _stated(config: Config, named: str | None, env: Mapping[str, str]) -> Iterator[str]:
    for name in (named, config.get("agentops.defaultbranch"), _from_event(env)):
        if name:
            yield name.removeprefix("refs/heads/")


def _from_event(env: Mapping[str, str]) -> str | None:
    """The default branch that the CI's event names (GitHub's event file, GitLab's variable)."""
    if path := env.get("GITHUB_EVENT_PATH"):
        import json

        try:
            with open(path, encoding="utf-8") as file:
                name = json.load(file)["repository"]["default_branch"]
            return name if isinstance(name, str) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
    return env.get("CI_DEFAULT_BRANCH")


def _own_head(git: Git) -> Iterator[str]:
    head = git.ask("symbolic-ref", "--quiet", "HEAD")
    if head.code == 0:
        yield os.fsdecode(head.out).strip().removeprefix("refs/heads/")


def _remote_head(git: Git, remote: str) -> Iterator[str]:
    known = git.ask("symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD")
    if known.code == 0:
        yield os.fsdecode(known.out).strip().removeprefix(f"refs/remotes/{remote}/")
        return
    if there := _asked_head(git, remote):
        yield there.name


def _advertised(git: Git, remote: str) -> Default | None:
    """The branch that HEAD of a remote names, though none was ever fetched: for a push to a URL.

    None where its tip is not here.
    """
    there = _asked_head(git, remote)
    here = there and git.ask("cat-file", "-e", f"{there.tip}^{{commit}}").code == 0
    return there if here else None


def _asked_head(git: Git, remote: str) -> Default | None:
    """What a remote says of its HEAD."""
    asked = git.ask("ls-remote", "--symref", "--end-of-options", remote, "HEAD")
    lines = [line.partition("\t")[0] for line in os.fsdecode(asked.out).splitlines()]
    if len(lines) != 2 or not lines[0].startswith("ref: refs/heads/"):
        return None
    return Default(lines[0].removeprefix("ref: refs/heads/"), lines[1])


def _only_branch(git: Git, remote: str | None) -> Iterator[str]:
    prefix = f"refs/remotes/{remote}/" if remote else "refs/heads/"
    refs = git.text("for-each-ref", "--count=3", "--format=%(refname)", prefix).splitlines()
    names = [ref.removeprefix(prefix) for ref in refs if ref != f"{prefix}HEAD"]
    if len(names) == 1:
        yield names[0]


def main_remotes(config: Config) -> list[str]:
    """origin, or the only remote; none where neither is told."""
    names = [key[7:-4] for key in config if key.startswith("remote.") and key.endswith(".url")]
    return ["origin"] if "origin" in names else names if len(names) == 1 else []
