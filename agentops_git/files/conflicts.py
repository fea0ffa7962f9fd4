"""Merge conflicts that git left in a file whose generated parts can be made anew."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\r\n]*)?\r?\n?")


class Hunk(NamedTuple):
    """One conflict: the line that it begins on, from 1, and what the two sides say."""

    line: int
    ours: str
    theirs: str


class ConflictError(ValueError):
    """The sides of a conflict differ in what people wrote; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__("a merge conflict in text that is not generated")


def conflict_in(text: str) -> int | None:
    """The line of the first whole conflict; None where there is none."""
    return next((piece.line for piece in _pieces(text) if isinstance(piece, Hunk)), None)


def without_conflicts(text: str, theirs_of: Callable[[str], object]) -> str:
    """Our side of a file, where both sides agree in what ``theirs_of`` gives, people's text.

    ConflictError where they don't; a ValueError of ``theirs_of`` counts as a difference.
    """
    pieces = _pieces(text)
    hunks = [at for at, piece in enumerate(pieces) if isinstance(piece, Hunk)]
    ours = _chosen(pieces, ())
    if not hunks:
        return ours
    wanted = theirs_of(ours)
    if _says(theirs_of, _chosen(pieces, hunks)) == wanted:
        return ours
    differing = (at for at in hunks if _says(theirs_of, _chosen(pieces, (at,))) != wanted)
    first = pieces[next(differing, hunks[0])]
    raise ConflictError(first.line if isinstance(first, Hunk) else 1)


def _says(theirs_of: Callable[[str], object], text: str) -> object:
    try:
        return theirs_of(text)
    except ValueError:
        return None


def _chosen(pieces: Sequence[str | Hunk], theirs: Sequence[int]) -> str:
    """The text with their side of some hunks, and ours of the others."""
    return "".join(
        piece if isinstance(piece, str) else piece.theirs if at in theirs else piece.ours
        for at, piece in enumerate(pieces)
    )


def _pieces(text: str) -> list[str | Hunk]:
    """A text as plain pieces and whole conflicts; marks that make no conflict are plain."""
    if "<<<<<<<" not in text:
        return [text]
    pieces: list[str | Hunk] = []
    plain: list[str] = []
    reading = _Reading(0)
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        found = _MARK.fullmatch(line)
        mark = found[1][0] if found else ""
        if mark == "<":
            plain += reading.lines
            reading = _Reading(number)
        if not reading.line:
            plain.append(line)
        elif hunk := reading.take(line, mark):
            pieces += ["".join(plain), hunk]
            plain, reading = [], _Reading(0)
    return [*pieces, "".join([*plain, *reading.lines])]


class _Reading:
    """A conflict whose end is not read yet; line 0: none is open."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: list[str] = []
        self._sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
        self._side = "<"

    def take(self, line: str, mark: str) -> Hunk | None:
        """Read one more line; the conflict where it ends with it."""
        self.lines.append(line)
        if mark == ">" and self._side == "=":
            ours, theirs = ("".join(self._sides[side]) for side in "<=")
            return Hunk(self.line, ours, theirs)
        if mark and mark in "|=" and "<|=".index(mark) > "<|=".index(self._side):
            self._side = mark
        elif len(self.lines) > 1:
            self._sides[self._side].append(line)
        return None
