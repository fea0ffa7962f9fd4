"""Which files the hooks live by, and what would write or take away one of them."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from agentops_git.rules.commands.shell import UNKNOWN, Simple, joined

_HOMES = ((".git", "hooks"), (".git", "config"), (".git", "agentops"), (".husky",),
          (".pre-commit-config.yaml",), ("lefthook.yml",))  # fmt: skip
_TAKES = frozenset({"rm", "unlink", "rmdir", "shred", "truncate", "chmod", "chown", "mv", "tee",
                    "sponge", "ed", "ex", "dd", "trash", "setfacl", "chattr"})  # fmt: skip
_LAST = frozenset({"cp", "install", "ln", "rsync", "scp"})
_IN_PLACE = frozenset({"sed", "perl", "ruby", "gsed"})
_KEPT = frozenset({".pre-commit-config.yaml", "lefthook.yml"})
"""Files that people edit: only taking them away is stepping round."""


def tampers(command: Simple, homes: Sequence[str] = ()) -> str:
    """The file of the hooks that a command would write, move or take away; empty if none."""
    for path in _written(command):
        if is_home(path, command.cwd, homes, gone=command.words[:1] in (("rm",), ("mv",))):
            return path.replace(UNKNOWN, "…")
    return ""


def is_home(path: str, cwd: str, homes: Sequence[str] = (), gone: bool = False) -> bool:
    """Whether a path is, lies in, or with ``gone`` holds a place of the hooks.

    ``homes`` are further directories, such as core.hooksPath.
    """
    if UNKNOWN in path and "hooks/" in path:
        return True
    names = [name for name in joined(cwd, path).split("/") if name not in ("", ".")]
    places = [*_HOMES, *(tuple(filter(None, home.split("/"))) for home in homes)]
    return any(_meets(names, place, gone) for place in places)


def _meets(names: list[str], place: tuple[str, ...], gone: bool) -> bool:
    if place[0] in _KEPT and not gone:
        return False
    if gone and names[-1:] == [".git"]:
        return True
    for start in range(len(names)):
        part = names[start : start + len(place)]
        if len(part) == len(place) and all(map(fnmatchcase, place, part)):
            return True
        if place[0] == ".git" and part[:1] == [".git"] and place[1:] == ("hooks",):
            inside = names[start + 1 : -1]
            if inside[:1] in (["modules"], ["worktrees"]) and "hooks" in inside:
                return True
    return False


def _written(command: Simple) -> Iterator[str]:
    yield from command.writes
    name = command.words[0].rpartition("/")[2] if command.words else ""
    given = list(command.words[1:])
    paths = [word for word in given if not word.startswith("-")]
    if name == "chmod" and any(
        word in ("+x", "u+x", "a+x", "ug+x", "755", "0755") for word in given
    ):
        return
    if name == "dd":
        yield from (word[3:] for word in given if word.startswith("of="))
    elif name in _TAKES:
        yield from paths
    elif name in _LAST:
        yield from paths[-1:] if len(paths) > 1 else ()
        yield from _target(given)
    elif name in _IN_PLACE and any(word.startswith(("-i", "--in-place")) for word in given):
        yield from paths
    elif name == "find" and any(word in ("-delete", "-exec", "-execdir") for word in given):
        yield from _searched(given)


def _target(given: list[str]) -> Iterator[str]:
    for at, word in enumerate(given):
        if word == "-t":
            yield from given[at + 1 : at + 2]
        elif word.startswith("--target-directory="):
            yield word.partition("=")[2]


def _searched(given: list[str]) -> Iterator[str]:
    """Where a find that deletes or runs something begins."""
    harmless = ("cat", "ls", "grep", "head", "file", "stat", "wc", "echo")
    runs = [given[at + 1] for at, word in enumerate(given[:-1]) if word in ("-exec", "-execdir")]
    if "-delete" in given or any(each.rpartition("/")[2] not in harmless for each in runs):
        for word in given:
            if word.startswith(("-", "(", "!")):
                return
            yield word
