"""The end of what a command prints: how much of it is kept, and what is never kept."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agentops_git.message.printable import printable
from agentops_git.rules.contents.model import Wanted
from agentops_git.rules.contents.search import search

KEPT_BYTES = 1 << 16
SHOWN_LINES = 40
NOTED_LINES = 20
NOTED_CHARACTERS = 2_000
_NAMES = re.compile(
    r"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|AUTH|COOKIE|_KEY|APIKEY", re.I
)
_KEY_BEGINS = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")
_WANTED = Wanted(conflicts=False, bidi=False)
_LEFT_OUT = "[a line that looks like a secret]"
_SHORT = 6
"""Values shorter than this are taken out nowhere: they would cut up ordinary text."""
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]")


class Tail:
    """The last bytes of an output of any length."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, data: bytes) -> None:
        """Take what was printed; what is too far back goes."""
        self._data += data
        if len(self._data) > 2 * KEPT_BYTES:
            del self._data[:-KEPT_BYTES]

    def lines(self) -> list[str]:
        """The lines that are kept, without colours; of an overwritten line what stood last."""
        text = _ANSI.sub("", bytes(self._data[-KEPT_BYTES:]).decode("utf-8", "replace"))
        rows = (row.rstrip("\r").rpartition("\r")[2].rstrip() for row in text.split("\n"))
        return [printable(row) for row in rows if row]


def without_secrets(lines: Sequence[str], env: Mapping[str, str]) -> list[str]:
    """Lines in which no value of a secret environment variable stands.

    A line that holds what looks like a secret (rule G018) is left out whole, a private key with it.
    """
    secret = {
        part for name, value in env.items() if _is_secret(name, value) for part in _parts(value)
    }
    values = sorted(secret, key=len, reverse=True)
    return [_masked(line, values) for line in _without_keys(lines)]


def _without_keys(lines: Sequence[str]) -> Iterator[str]:
    hits = search("", "\n".join(lines).encode("utf-8", "surrogateescape"), _WANTED)
    wrong = {hit.line for hit in hits}
    within = False
    for number, line in enumerate(lines, 1):
        within = within or bool(_KEY_BEGINS.search(line))
        yield _LEFT_OUT if within or number in wrong else line
        within = within and "-----END" not in line


def _parts(value: str) -> Iterable[str]:
    """The lines of a value: of a key in an armour each one is secret."""
    return (part.strip() for part in value.split("\n") if len(part.strip()) >= _SHORT)


def _is_secret(name: str, value: str) -> bool:
    path = os.path.isabs(value) and os.path.exists(value)
    return bool(_NAMES.search(name)) and len(value) >= _SHORT and not path


def _masked(line: str, values: Iterable[str]) -> str:
    for value in values:
        line = line.replace(value, "[secret]")
    return line


def noted(lines: list[str]) -> str:
    """What a note keeps of them: the last few, and no more characters than it should."""
    return "\n".join(lines[-NOTED_LINES:])[-NOTED_CHARACTERS:]
