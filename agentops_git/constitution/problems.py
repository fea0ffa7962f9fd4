"""What is wrong with a constitution, a line each."""

from collections.abc import Iterable
from typing import NamedTuple

from agentops_git.errors import UsageError

SHOWN = 3
"""Problems that the one line of a message shows."""
WIDTH = 60


class Problem(NamedTuple):
    """One thing that is wrong: the line of the file (from 1), the setting, what to do."""

    line: int
    where: str
    text: str

    def render(self, source: str) -> str:
        """One line, ``FILE:LINE: SETTING: TEXT``."""
        where = f"{self.where}: " if self.where else ""
        return f"{source}:{self.line}: {where}{self.text}"


class InvalidConstitution(UsageError):
    """A constitution that does not load; ``problems`` holds a line for each reason, in order."""

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        found = [problem.render(source) for problem in sorted(set(problems))]
        self.problems = tuple(found)
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        super().__init__("; ".join(found[:SHOWN] + more))


def quoted(text: str) -> str:
    """Show a text that a stranger wrote: cut, in quotes, nothing in it that moves a terminal."""
    return repr(text if len(text) <= WIDTH else text[: WIDTH - 1] + "…")


def choices(words: Iterable[str]) -> str:
    """The allowed values, for the end of a sentence."""
    return f"allowed: {', '.join(words)}"


def meant(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'X'?`` where one of the words is close, else nothing."""
    from difflib import get_close_matches

    by_fold = {known.casefold(): known for known in words}
    close = get_close_matches(word[:WIDTH].casefold(), by_fold, n=1, cutoff=0.7)
    return f"; did you mean {by_fold[close[0]]!r}?" if close else ";"
