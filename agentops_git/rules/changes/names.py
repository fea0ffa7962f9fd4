"""G015: file names that a terminal, or a list with a name a line, does not show as they are."""

import re
from collections.abc import Iterator

from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import ansi_word

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Control characters, line separators, and what turns or hides text; joiners are letters' own."""


def check_names(case: Case) -> Iterator[Fault]:
    """Say which new names hold such characters, and to what to rename them."""
    for file in case.change.files:
        if file.added and (found := HIDDEN.search(file.path)):
            said = f"the file name holds U+{ord(found[0]):04X}, which lists of names do not show"
            plain = HIDDEN.sub("_", file.path)
            rename = f"git mv -- {ansi_word(file.path)} {ansi_word(plain)}"
            yield Fault(file.path, said, rename)
