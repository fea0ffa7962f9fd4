"""The end of what a command prints: how much of it is kept, and what is never kept."""

import os
import re
from collections.abc import Iterable, Mapping

from agentops_git.message.printable import printable

KEPT_BYTES = 1 << 16
SHOWN_LINES = 40
NOTED_LINES = 20
NOTED_CHARACTERS = 2_000
_NAMES = re.compile(
    r"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|AUTH|COOKIE|_KEY|APIKEY", re.I
)
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


def without_secrets(lines: Iterable[str], env: Mapping[str, str]) -> list[str]:
    """Lines in which no value of a secret environment variable stands, nor what looks like one."""
    secret = {
        part for name, value in env.items() if _is_secret(name, value) for part in _parts(value)
    }
    values = sorted(secret, key=len, reverse=True)
    return [_masked(line, values) for line in lines]


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
