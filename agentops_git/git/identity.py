"""Who commits, as git itself would say it."""

import re
import time
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git, GitFailed

_CRUD = " \t.,:;<>\"\\'\r\n\0"
_IDENT = re.compile(r"(?P<name>.*) <(?P<email>[^<>]*)> (?P<seconds>-?\d+) [+-]\d{4}", re.S)


class Who(NamedTuple):
    """A committer, and the time of the commit in Unix seconds."""

    name: str
    email: str
    seconds: int

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


def committer(git: Git) -> Who:
    """The committer: what the environment says, else what git makes of its configuration.

    No process where the environment names both parts. EnvironmentFailure where git knows nobody.
    """
    return _from_environment(git) or _from_git(git)


def _from_environment(git: Git) -> Who | None:
    name = _clean(git.env.get("GIT_COMMITTER_NAME", ""))
    email = _clean(git.env.get("GIT_COMMITTER_EMAIL", ""))
    seconds = _seconds(git.env.get("GIT_COMMITTER_DATE", ""))
    return Who(name, email, seconds) if name and email and seconds is not None else None


def _clean(text: str) -> str:
    return re.sub("[<>\n]", "", text).strip(_CRUD)


def _seconds(date: str) -> int | None:
    """Now, or git's own form of a date; None for the others, which git reads."""
    if not date:
        return int(time.time())
    raw = re.fullmatch(r"@?(\d{9,14}) [+-]\d{4}", date, re.A)
    return int(raw[1]) if raw else None


def _from_git(git: Git) -> Who:
    try:
        found = _IDENT.fullmatch(git.text("var", "GIT_COMMITTER_IDENT"))
    except GitFailed as error:
        raise EnvironmentFailure(_why(error)) from None
    if not found:
        raise EnvironmentFailure("git var GIT_COMMITTER_IDENT gives no name, address and date")
    return Who(_clean(found["name"]), _clean(found["email"]), int(found["seconds"]))


def _why(error: GitFailed) -> str:
    said = error.err.splitlines()
    fatal = next((line for line in said if line.startswith("fatal: ")), str(error))
    if "invalid date format" in fatal:
        return f"{fatal.removeprefix('fatal: ')}; unset GIT_COMMITTER_DATE, or set it to a date"
    return (
        f"{fatal.removeprefix('fatal: ')}; say who you are: "
        "git config user.name NAME && git config user.email ADDRESS"
    )
