"""What a rebase has done, as it writes it down."""

import os
from collections.abc import Iterable

from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from agentops_git.message.subject import kind_of

_MELDS = ("fixup", "f", "squash", "s")
_PICKS = ("pick", "p", "reword", "r", "edit", "e")


def replaced_messages(git_dir: str) -> dict[str, str]:
    """The commits whose messages another took the place of in this rebase (``fixup -C``, ``-c``,
    which is what ``amend!`` becomes), each with that other one."""
    try:
        path = os.path.join(git_dir, "rebase-merge", "done")
        with open(path, encoding="utf-8", errors="replace") as file:
            rows = [line.split(None, 3) for line in file]
    except OSError:
        return {}
    chain: list[str] = []
    gone: dict[str, str] = {}
    for words in (row for row in rows if len(row) > 1):
        if words[0] in _PICKS:
            chain = [words[1]]
        elif words[0] in _MELDS:
            anew = words[1] in ("-C", "-c") and len(words) > 2
            commit = words[2] if anew else words[1]
            gone.update(dict.fromkeys(chain, commit) if anew else {})
            chain.append(commit)
    return gone


def amending(git: Git, commits: Iterable[str]) -> frozenset[str]:
    """Those that are an ``amend!``: their writers edited the message that they replace."""
    wanted = [*dict.fromkeys(commits)]
    read = read_commits(git, ("--no-walk=unsorted",), wanted) if wanted else ()
    return frozenset(one.id for one in read if kind_of(one.message) == "amend")
