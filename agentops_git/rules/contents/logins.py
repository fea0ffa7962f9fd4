"""Passwords of logins: in URLs, and among the options of curl."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.leak import Leak
from agentops_git.rules.contents.values import is_password, is_strong, is_words


def find_logins(data: bytes) -> Iterator[Leak]:
    """The passwords in URLs."""
    start = data.find(b"://")
    if start < 0:
        return
    match = re.compile(
        rb"://[^\s/:@\"'<>$%{}]{0,100}:(?P<value>[^\s/:@\"'<>]{4,150})@[\w\[][\w.-]{2}"
    ).match
    while start >= 0:
        found = match(data, start)
        if found and _is_login(found["value"].partition(b";")[0]):
            yield Leak(found.start("value"), found["value"], "password in a URL")
        start = data.find(b"://", found.end() if found else start + 3)


def find_options(data: bytes) -> Iterator[Leak]:
    """The logins that curl is given: ``-u NAME:PASSWORD``."""
    if b"curl" not in data:
        return
    form = (
        rb"curl\b[^\n]{0,200}?[ \t](?:-u|--user)[ =]+[\"']?[^\s:\"']{0,100}[\"']?"
        rb":[\"']?([^\s\"']{4,100})"
    )
    for found in re.finditer(form, data):
        if is_password(found[1]):
            yield Leak(found.start(1), found[1], "password of a login")


def _is_login(password: bytes) -> bool:
    return is_password(password) and is_strong(password) and not is_words(password)
