"""Globs over paths and names, linear in what they are matched against.

``*`` is any text within one segment, ``?`` one character of it, ``**`` any number of
segments; everything else stands for itself, brackets included. A path glob

- without a ``/`` (or with one only at its end) matches at any depth: ``*.md``;
- with a ``/`` elsewhere is held to the root: ``docs/*.md``, ``/README.md``;
- names everything below too where its last segment has no wildcard: ``docs/api``;
- that ends in ``/`` names only what lies below: ``vendor/``.

No pattern can be made slow: a mismatch goes back to the last star alone.
"""

from collections.abc import Callable, Sequence


def path_matches(glob: str, path: str) -> bool:
    """Whether a path, relative to the root of the repository, matches a path glob."""
    pattern, below = _path_pattern(glob)
    names = path.split("/")
    if _greedy(pattern, names, "**", text_matches):
        return below != "only"
    return below != "" and _greedy([*pattern, "**", "*"], names, "**", text_matches)


def any_path_matches(globs: Sequence[str], path: str) -> bool:
    """Whether one of several path globs matches."""
    return any(path_matches(glob, path) for glob in globs)


def name_matches(glob: str, name: str) -> bool:
    """Whether a ref's name matches from its first to its last segment."""
    return _greedy(glob.split("/"), name.split("/"), "**", text_matches)


def text_matches(glob: str, text: str) -> bool:
    """Whether a whole text matches, where ``/`` is a character like any other."""
    if "*" not in glob and "?" not in glob:
        return glob == text
    return _greedy(glob, text, "*", _same)


def _same(pattern: str, char: str) -> bool:
    return pattern in (char, "?")


def _path_pattern(glob: str) -> tuple[list[str], str]:
    """The segments of a path glob, and whether it names what lies below: "", "also" or "only"."""
    bare = glob.strip("/")
    pattern = bare.split("/")
    if "/" not in glob.rstrip("/"):
        pattern.insert(0, "**")
    if pattern[-1] == "**":
        return [*pattern, "*"], ""
    if glob.endswith("/"):
        return pattern, "only"
    return pattern, "" if "*" in pattern[-1] or "?" in pattern[-1] else "also"


def _greedy(
    pattern: Sequence[str], items: Sequence[str], star: str, same: Callable[[str, str], bool]
) -> bool:
    at = seen = mark = 0
    back = -1
    while seen < len(items):
        if at < len(pattern) and pattern[at] == star:
            back, mark, at = at, seen, at + 1
        elif at < len(pattern) and same(pattern[at], items[seen]):
            at, seen = at + 1, seen + 1
        elif back >= 0:
            mark += 1
            at, seen = back + 1, mark
        else:
            return False
    return all(part == star for part in pattern[at:])
