"""One git command line: its global options, its subcommand, and what its options mean."""

from collections.abc import Sequence
from typing import NamedTuple

_GLOBAL_WITH_VALUE = frozenset(
    {"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--super-prefix", "--config-env",
     "--exec-path", "--attr-source", "--list-cmds"}
)  # fmt: skip
_ATTACHED_ONLY = frozenset({"--exec-path", "--list-cmds"})

_LONG_WITH_VALUE = {
    "commit": "message file author date template reuse-message reedit-message fixup squash cleanup "
    "pathspec-from-file trailer",
    "merge": "message file strategy strategy-option into-name cleanup",
    "push": "push-option receive-pack exec repo",
    "pull": "strategy strategy-option upload-pack refmap server-option depth deepen jobs",
    "rebase": "onto exec strategy strategy-option whitespace",
    "am": "directory exclude include patch-format whitespace resolvemsg",
}
_SHORT_WITH_VALUE = {
    "commit": "mFcCt", "merge": "mFsX", "push": "o", "pull": "sXoj", "rebase": "sXxC", "am": "Cp",
}  # fmt: skip
_SHORT_MAY_ATTACH = {"commit": "Su", "merge": "S", "rebase": "S", "am": "S", "pull": "S"}

SKIPS = ("commit", "merge", "push", "pull", "rebase", "am")
"""The commands that take --no-verify."""
_N_SKIPS = ("commit", "am")
"""Those where -n says the same; elsewhere it means --no-stat, --dry-run or --no-commit."""


class Call(NamedTuple):
    """A git command: ``settings`` are those of -c, keys in lower case where git takes none."""

    subcommand: str
    arguments: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    directory: str


def parse(arguments: Sequence[str]) -> Call:
    """What follows the word git."""
    settings: list[tuple[str, str]] = []
    directory, at = "", 0
    while at < len(arguments) and arguments[at].startswith("-"):
        option, equals, value = arguments[at].partition("=")
        if option.startswith("-c") and not option.startswith("--") and len(arguments[at]) > 2:
            option, equals, value = "-c", "=", arguments[at][2:]
        elif option.startswith("-C") and len(option) > 2:
            option, equals, value = "-C", "=", arguments[at][2:]
        at += 1
        if not equals and option in _GLOBAL_WITH_VALUE - _ATTACHED_ONLY:
            value, at = (arguments[at] if at < len(arguments) else ""), at + 1
        if option in ("-c", "--config-env"):
            key, _, setting = value.partition("=")
            settings.append((lowered(key), setting))
        elif option == "-C":
            directory = value
    rest = tuple(arguments[at:])
    return Call(rest[0] if rest else "", rest[1:], tuple(settings), directory)


def lowered(key: str) -> str:
    """A configuration key as git compares it: section and name without case."""
    section, _, rest = key.partition(".")
    middle, dot, name = rest.rpartition(".")
    return f"{section.lower()}.{middle}{dot}{name.lower()}"


def skips_hooks(call: Call) -> str:
    """The option of a command by which no hook judges it, as it was written; empty if none does."""
    if call.subcommand not in SKIPS:
        return ""
    said, at = "", 0
    while at < len(call.arguments):
        word = call.arguments[at]
        if word == "--":
            break
        if word.startswith("--"):
            said, taken = _long(call.subcommand, word, said)
            at += taken
        elif word.startswith("-") and len(word) > 1:
            short, taken = _short(call.subcommand, word)
            said, at = short or said, at + taken
        at += 1
    return said


def _long(command: str, word: str, said: str) -> tuple[str, int]:
    """What is said after a long option, and how many words its value takes."""
    name, equals, _ = word[2:].partition("=")
    if len(name) > 3 and "no-verify".startswith(name):
        return word, 0
    if name == "verify":
        return "", 0
    values = _LONG_WITH_VALUE[command].split()
    known = name in values or (len(name) > 2 and any(each.startswith(name) for each in values))
    return said, int(known and not equals)


def _short(command: str, word: str) -> tuple[str, int]:
    """The same for a cluster of short options."""
    for at, letter in enumerate(word[1:], 2):
        if letter in _SHORT_WITH_VALUE[command]:
            return "", int(at == len(word))
        if letter in _SHORT_MAY_ATTACH.get(command, ""):
            return "", 0
        if letter == "n" and command in _N_SKIPS:
            return word, 0
    return "", 0
