"""Secrets made at run time: no file of the project holds one, or the form of one."""

import random
import string

from agentops_git.rules.contents.model import Hit, Wanted
from agentops_git.rules.contents.search import search

ALNUM = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
URL = ALNUM + "_-"


def noise(alphabet: str, size: int, seed: int = 1) -> str:
    """So many letters, the same in every run."""
    return "".join(random.Random(seed).choices(alphabet, k=size))


def github(seed: int = 1) -> str:
    """A token in the form of GitHub's personal access tokens."""
    return "_".join(["ghp", noise(ALNUM, 36, seed)])


def pem(kind: str = "RSA ", size: int = 800) -> str:
    """Something in the form of a private key."""
    dashes, body = "-" * 5, noise(ALNUM + "+/", size)
    lines = "\n".join(body[at : at + 64] for at in range(0, size, 64))
    name = f"{kind}PRIVATE KEY"
    return f"{dashes}BEGIN {name}{dashes}\n{lines}\n{dashes}END {name}{dashes}\n"


def hits(text: str | bytes, path: str = "app.env", wanted: Wanted | None = None) -> list[Hit]:
    """What is found in a file."""
    data = text.encode() if isinstance(text, str) else text
    return list(search(path, data, wanted or Wanted()))


def found(text: str | bytes, path: str = "app.env", wanted: Wanted | None = None) -> list[str]:
    """The same as ``CODE line: message``."""
    return [f"{hit.code} {hit.line}: {hit.message}" for hit in hits(text, path, wanted)]
