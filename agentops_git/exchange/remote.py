"""Which remote notes are exchanged with."""

import os
import re
from hashlib import sha256
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.config import Config
from agentops_git.git.remotes import known_remote, remote_names
from agentops_git.message.printable import one_line

_PART_OF_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PASSWORD = re.compile(r"([^\s/@:]):[^\s/@:]+@")


class Remote(NamedTuple):
    """Who notes are exchanged with.

    ``name`` is for people, ``address`` is what git is given, ``tracked`` is its place under
    ``refs/agentops/remotes/``.
    """

    name: str
    address: str
    tracked: str


def choose(asked: str | None, config: Config, branch: str, directory: str | None) -> Remote:
    """The remote that was asked for by name, address or path, else the branch's, else origin.

    ``branch`` is the short name of the branch at hand, empty where there is none. UsageError
    where none can be told, or where what was asked for is none.
    """
    if asked is None:
        asked = _default(config, branch)
    if not asked or asked.startswith("-") or "\n" in asked:
        raise UsageError(f"sync: {one_line(asked)!r} is no remote; name one, or give an address")
    name = known_remote(asked, config)
    if name in remote_names(config):
        return Remote(one_line(name), name, _tracked(name))
    if not _is_address(asked, directory):
        raise UsageError(f"sync: no remote {one_line(asked)!r}; {_of(config)}")
    return Remote(one_line(without_password(asked)), asked, _digest(asked))


def without_password(text: str) -> str:
    """Text without the passwords of the addresses in it."""
    return _PASSWORD.sub(r"\1@", text)


def _default(config: Config, branch: str) -> str:
    names = remote_names(config)
    preferred = config.get(f"branch.{branch}.remote", ".")
    if preferred != ".":
        return preferred
    if "origin" in names:
        return "origin"
    if len(names) != 1:
        raise UsageError(f"sync: which remote? {_of(config)}" if names else f"sync: {_of(config)}")
    return names[0]


def _of(config: Config) -> str:
    names = ", ".join(one_line(name) for name in remote_names(config))
    if names:
        return f"name one of: {names}"
    return "this repository has no remote; add one: git remote add origin ADDRESS"


def _is_address(text: str, directory: str | None) -> bool:
    return ":" in text or "/" in text or os.path.isdir(os.path.join(directory or ".", text))


def _tracked(name: str) -> str:
    """One component: the refs of a remote must not lie among those of another."""
    return name if _PART_OF_REF.fullmatch(name) else _digest(name)


def _digest(text: str) -> str:
    return f"url-{sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
