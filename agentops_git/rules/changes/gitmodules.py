"""The file .gitmodules, which has the form of a git configuration file."""

import re
from typing import NamedTuple

_SECTION = re.compile(r'\[\s*submodule\s+"((?:[^"\\\n]|\\.)*)"\s*\]|\[([^\]\n]*)\]', re.I)
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b"}


class Submodule(NamedTuple):
    """One submodule; the last word on a key counts, as it does for git."""

    name: str
    path: str = ""
    url: str = ""


def submodules(text: str) -> list[Submodule]:
    """The submodules that a file names, in its order."""
    found: dict[str, Submodule] = {}
    name = ""
    for line in _logical_lines(text):
        line = line.strip()
        while section := _SECTION.match(line):
            name = _section_name(section)
            line = line[section.end() :].strip()
        key, _, value = line.partition("=")
        if name and key.strip().lower() in ("url", "path"):
            known = found.get(name, Submodule(name))
            found[name] = known._replace(**{key.strip().lower(): unquoted(value)})
    return list(found.values())


def _section_name(section: re.Match[str]) -> str:
    if section[1] is not None:
        return re.sub(r"\\(.)", r"\1", section[1])
    kind, _, name = section[2].partition(".")  # the old form: [submodule.name], without case
    return name.strip().lower() if kind.strip().lower() == "submodule" else ""


def _logical_lines(text: str) -> list[str]:
    """The lines, joined where one ends with an odd number of backslashes."""
    lines: list[str] = []
    held: list[str] = []
    for line in text.removeprefix("\ufeff").split("\n"):
        line = line.removesuffix("\r")
        slashes = len(line) - len(line.rstrip("\\"))
        if slashes % 2:
            held.append(line[:-1])
            continue
        lines.append("".join([*held, line]))
        held = []
    return [*lines, "".join(held)]


def unquoted(value: str) -> str:
    """A value as git reads it: quotes go, escapes count, a comment outside quotes ends it."""
    out: list[str] = []
    quoted, kept = False, 0
    chars = iter(value.strip())
    for char in chars:
        if char in "#;" and not quoted:
            break
        if char == '"':
            quoted = not quoted
            kept = len(out)
            continue
        if char == "\\":
            char = next(chars, "")
            char = _ESCAPES.get(char, char)
            kept = len(out) + 1
        out.append(char)
        if quoted or not char.isspace():
            kept = len(out)
    return "".join(out[:kept])
