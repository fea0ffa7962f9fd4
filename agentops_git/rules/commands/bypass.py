"""Whether a command line steps round the hooks, and how.

What counts is what would be run, not which words stand there: a message, a search or a comment
that names --no-verify is text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.rules.commands import git_line, places
from agentops_git.rules.commands.shell import Shell, Simple, TooMuch
from agentops_git.rules.commands.wrappers import name_of, script_of, unwrapped

__all__ = ["Ground", "TooMuch", "steps_round"]

_HOOKED = frozenset({*git_line.SKIPS, "cherry-pick", "revert", "rebase", "gui", "citool"})
_OFF = ("0", "false", "off", "no")
_STOP_WHEN_OFF = ("HUSKY", "LEFTHOOK")
_STOP_WHEN_ON = ("HUSKY_SKIP_HOOKS", "OVERCOMMIT_DISABLE", "SKIP_HOOKS")
_LEAVE_OUT = ("SKIP", "PREK_SKIP", "LEFTHOOK_EXCLUDE")
_OURS = re.compile(r"agentops")
_INTERPRETERS = frozenset({"python", "python3", "perl", "ruby", "node", "php", "deno", "bun"})
_RUNS = re.compile(r"subprocess|system|exec|spawn|popen|run\(|\bsh\(|`", re.I)
_CHANGES = re.compile(
    r"remove|unlink|rmtree|rename|chmod|write|truncate|open\([^)]*['\"][wa]", re.I
)
_SKIPS_IN_CODE = re.compile(
    r"git\W+(?:[^;\n]{0,200}?)(?:--no-verify|core\.hookspath)"
    r"|git\W+commit\b[^;\n]{0,200}?['\"\s]-n['\"\s,\]]", re.I
)  # fmt: skip
_HOME_IN_CODE = re.compile(r"\.git['\"/\\, ]+hooks|\.husky")
_UNINSTALL = {
    "pre-commit": "uninstall", "prek": "uninstall", "husky": "uninstall",
    "lefthook": "uninstall", "agentops-git": "uninstall", "git-agentops": "uninstall",
}  # fmt: skip


class Ground(NamedTuple):
    """What holds where the command would run: git's aliases, and further homes of hooks."""

    aliases: Mapping[str, str] = {}
    homes: tuple[str, ...] = ()


def steps_round(script: str, cwd: str = "", ground: Ground | None = None) -> str:
    """How a script would step round the hooks, in words; empty where it does not.

    TooMuch where it is too large or too deeply nested to be read.
    """
    return next(_reasons(Shell(cwd), script, ground or Ground()), "")


def _reasons(shell: Shell, script: str, ground: Ground) -> Iterator[str]:
    aliases = dict(ground.aliases)
    for command in shell.commands(script):
        here = Ground(aliases, ground.homes)
        if path := places.tampers(command, here.homes):
            yield f"it changes {path}, by which the hooks live"
        run = unwrapped(command)
        if run is not command and (path := places.tampers(run, here.homes)):
            yield f"it changes {path}, by which the hooks live"
        inner = script_of(run)
        if inner:
            again = shell.inner()
            again.variables.update(run.env)
            yield from _reasons(again, inner, here)
        yield from _by_program(run, here, shell, aliases)


def _by_program(
    run: Simple, ground: Ground, shell: Shell, aliases: dict[str, str]
) -> Iterator[str]:
    name, given = name_of(run), run.words[1:]
    if name == "git":
        yield from _git(run, given, ground, shell, aliases)
    elif name.startswith("git-") and name[4:] in git_line.SKIPS:
        yield from _git(run, (name[4:], *given), ground, shell, aliases)
    elif name in ("npx", "pnpx", "bunx") and given[:1] in (("husky",), ("lefthook",)):
        yield from _by_program(run._replace(words=given), ground, shell, aliases)
    elif name in _UNINSTALL and _UNINSTALL[name] in given and "--help" not in given:
        yield f"{name} uninstall takes the hooks away"
    elif name.rstrip("0123456789.") in _INTERPRETERS or name in _INTERPRETERS:
        yield from _code(given, run.stdin)


def _code(given: Sequence[str], stdin: str | None) -> Iterator[str]:
    """What the code that an interpreter is given on its command line does."""
    codes = [
        given[at + 1] for at, word in enumerate(given[:-1]) if word in ("-c", "-e", "-r", "--eval")
    ]
    for code in [*codes, *([stdin] if stdin and given[:1] in ((), ("-",)) else [])]:
        if _RUNS.search(code) and _SKIPS_IN_CODE.search(code):
            yield "its code runs git past the hooks"
        if _HOME_IN_CODE.search(code) and _CHANGES.search(code):
            yield "its code changes the hooks"


def _git(
    run: Simple, given: Sequence[str], ground: Ground, shell: Shell, aliases: dict[str, str]
) -> Iterator[str]:
    call = git_line.parse(given)
    settings = [*_from_environment(run.env), *call.settings]
    for key, value in settings:
        if key == "core.hookspath":
            yield "core.hooksPath sends git past the hooks"
        elif key.startswith("alias."):
            ground = ground._replace(aliases={**ground.aliases, key[6:].lower(): value})
    if call.subcommand in _HOOKED:
        yield from _switched_off(run.env)
    if option := git_line.skips_hooks(call):
        yield f"{option} of git {call.subcommand} skips the hooks"
    yield from _plumbing(call)
    if call.subcommand == "config":
        yield from _config(call.arguments, ground, shell, aliases)
    elif call.subcommand.lower() in ground.aliases:
        yield from _alias(run, call, ground, shell, aliases)


def _alias(
    run: Simple, call: git_line.Call, ground: Ground, shell: Shell, aliases: dict[str, str]
) -> Iterator[str]:
    name = call.subcommand.lower()
    text = ground.aliases[name]
    rest = Ground({k: v for k, v in ground.aliases.items() if k != name}, ground.homes)
    quoted = " ".join(f"'{word}'" if "'" not in word else word for word in call.arguments)
    again = shell.inner()
    again.variables.update(run.env)
    if text.startswith("!"):
        yield from _reasons(again, f"{text[1:]} {quoted}", rest)
    else:
        yield from _reasons(again, f"git {text} {quoted}", rest)


def _from_environment(env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, key in env.items():
        if name.startswith("GIT_CONFIG_KEY_"):
            yield git_line.lowered(key), env.get(f"GIT_CONFIG_VALUE_{name[15:]}", "")
    if "hookspath" in env.get("GIT_CONFIG_PARAMETERS", "").lower():
        yield "core.hookspath", ""


def _switched_off(env: Mapping[str, str]) -> Iterator[str]:
    for name, value in env.items():
        low = value.lower()
        stops = name in _STOP_WHEN_OFF and low in _OFF
        if stops or (name in _STOP_WHEN_ON and low not in ("", *_OFF)):
            yield f"{name}={value} switches the hooks off"
        elif name in _LEAVE_OUT and _OURS.search(low):
            yield f"{name}={value} leaves our hooks out"


def _plumbing(call: git_line.Call) -> Iterator[str]:
    given = [word for word in call.arguments if not word.startswith("-")]
    if call.subcommand == "update-ref" and (
        not given or given[0].startswith(("refs/heads", "refs/tags", "HEAD", "refs/notes/agentops"))
    ):
        yield "git update-ref moves a ref past the hooks"
    elif call.subcommand in ("commit-tree", "fast-import"):
        yield f"git {call.subcommand} makes commits past the hooks"
    elif call.subcommand == "hash-object" and "commit" in call.arguments and "-w" in call.arguments:
        yield "git hash-object makes a commit past the hooks"
    elif call.subcommand == "notes":
        yield from _notes(call.arguments)
    elif call.subcommand == "replace" and given and "-l" not in call.arguments:
        yield "git replace shows other objects than those that are judged"


def _notes(given: Sequence[str]) -> Iterator[str]:
    text = " ".join(given)
    writes = ("add", "append", "edit", "remove", "prune", "merge", "copy")
    if "agentops/" in text and any(word in writes for word in given):
        yield "git notes changes evidence that only agentops-git should write"


_READS = frozenset({"--get", "--get-all", "--get-regexp", "--list", "-l", "get", "list",
                    "--get-urlmatch", "--get-color", "--name-only", "--show-origin"})  # fmt: skip


def _config(
    given: Sequence[str], ground: Ground, shell: Shell, aliases: dict[str, str]
) -> Iterator[str]:
    if any(word in _READS for word in given):
        return
    words = [word for word in given if not word.startswith("-") and word not in ("set", "unset")]
    removes = any(word in ("unset", "--unset", "--unset-all", "--remove-section") for word in given)
    for at, word in enumerate(words):
        key, value = git_line.lowered(word), words[at + 1 : at + 2]
        if key == "core.hookspath" and (value or removes):
            yield "core.hooksPath sends git past the hooks"
        elif key == "core" and "--remove-section" in given:
            yield "the section core holds core.hooksPath"
        elif key.startswith("alias.") and value:
            aliases[key[6:]] = value[0]
            script = value[0][1:] if value[0].startswith("!") else f"git {value[0]}"
            yield from _reasons(shell.inner(), script, Ground({}, ground.homes))
