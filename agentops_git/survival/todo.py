"""What a rebase has done, as it writes it down."""

import os

_MELDS = ("fixup", "f", "squash", "s")
_PICKS = ("pick", "p", "reword", "r", "edit", "e")


def replaced_messages(git_dir: str) -> frozenset[str]:
    """The commits whose messages a ``fixup -C`` or ``-c`` (``amend!``) replaced in this rebase."""
    try:
        path = os.path.join(git_dir, "rebase-merge", "done")
        with open(path, encoding="utf-8", errors="replace") as file:
            rows = [line.split(None, 3) for line in file]
    except OSError:
        return frozenset()
    chain: list[str] = []
    gone: set[str] = set()
    for words in (row for row in rows if len(row) > 1):
        if words[0] in _PICKS:
            chain = [words[1]]
        elif words[0] in _MELDS:
            anew = words[1] in ("-C", "-c")
            gone.update(chain if anew else ())
            chain.append(words[2] if anew and len(words) > 2 else words[1])
    return frozenset(gone)
