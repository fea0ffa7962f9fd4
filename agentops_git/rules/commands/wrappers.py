"""Commands that run another command: what they run."""

from collections.abc import Sequence

from agentops_git.rules.commands.shell import Simple

_WITH_VALUE = {
    "sudo": "ughpCcDrtTUR", "doas": "uC", "nice": "n", "ionice": "cnpPu", "timeout": "ks",
    "xargs": "IiLlnPsdEa", "stdbuf": "ioe", "time": "fo", "strace": "eopsEu", "flock": "wE",
    "chrt": "", "taskset": "", "exec": "a", "command": "", "builtin": "", "nohup": "",
    "setsid": "", "caffeinate": "t", "chronic": "", "unbuffer": "", "busybox": "", "winpty": "",
    "noglob": "", "nocorrect": "",
}  # fmt: skip
_TAKES_FIRST = frozenset({"timeout", "flock", "taskset", "chrt"})
"""Those whose first operand is their own."""
_TOOLS = {("uv", "run"), ("poetry", "run"), ("pipenv", "run"), ("pdm", "run"), ("hatch", "run"),
          ("npm", "exec"), ("pnpm", "exec"), ("yarn", "exec"), ("bundle", "exec"), ("mise", "exec"),
          ("direnv", "exec")}  # fmt: skip
_SCRIPT_AFTER = {
    "su": ("-c", "--command"), "script": ("-c",), "nix-shell": ("--run", "--command"),
}  # fmt: skip
SHELLS = frozenset({"sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "busybox"})


def unwrapped(command: Simple) -> Simple:
    """The command that is run in the end, with what the wrappers set for it."""
    for _ in range(20):
        inner = _once(command)
        if inner is None or not inner.words:
            return command
        command = inner
    return command


def name_of(command: Simple) -> str:
    """The program's own name, whatever directory it was called from."""
    name = command.words[0].replace("\\", "/").rpartition("/")[2] if command.words else ""
    return name.removesuffix(".exe").lower()


def _once(command: Simple) -> Simple | None:
    name, given = name_of(command), command.words[1:]
    if name == "env":
        return _env(command, given)
    if (name, given[:1]) in {(tool, (verb,)) for tool, verb in _TOOLS}:
        rest = _past(given[1:], "")
        return command._replace(words=rest[1:] if name == "direnv" else rest)
    if name == "find":
        return _found(command, given)
    if name not in _WITH_VALUE:
        return None
    rest = _past(given, _WITH_VALUE[name])
    rest = rest[1:] if name in _TAKES_FIRST else rest
    if name == "xargs" and command.stdin:
        rest = (*rest, *command.stdin.split())
    while rest and name == "sudo" and "=" in rest[0]:
        command = _setting(command, rest[0])
        rest = rest[1:]
    return command._replace(words=rest)


def _past(given: Sequence[str], with_value: str) -> tuple[str, ...]:
    """The words after a wrapper's own options."""
    at = 0
    while at < len(given) and given[at].startswith("-"):
        word = given[at]
        at += 1
        if word == "--":
            break
        if not word.startswith("--") and len(word) > 1 and word[-1] in with_value:
            at += 1
    return tuple(given[at:])


def _env(command: Simple, given: Sequence[str]) -> Simple:
    at = 0
    while at < len(given):
        word = given[at]
        if word in ("-S", "--split-string") or word.startswith(("-S", "--split-string=")):
            text = (
                given[at + 1]
                if word in ("-S", "--split-string")
                else word.lstrip("-S").partition("=")[2] or word[2:]
            )
            skip = 2 if word in ("-S", "--split-string") else 1
            return command._replace(words=("env", *text.split(), *given[at + skip :]))
        if word in ("-u", "-C", "--unset", "--chdir"):
            at += 2
        elif word.startswith("-"):
            at += 1
        elif "=" in word:
            command, at = _setting(command, word), at + 1
        else:
            break
    return command._replace(words=tuple(given[at:]))


def _setting(command: Simple, word: str) -> Simple:
    name, _, value = word.partition("=")
    return command._replace(env={**command.env, name: value})


def _found(command: Simple, given: Sequence[str]) -> Simple | None:
    for at, word in enumerate(given):
        if word in ("-exec", "-execdir", "-ok", "-okdir"):
            rest = [each for each in given[at + 1 :] if each not in (";", "+")]
            return command._replace(words=tuple(rest)) if rest else None
    return None


def script_of(command: Simple) -> str | None:
    """The script that a shell is given: by -c, as words of eval, or on its standard input."""
    name, given = name_of(command), command.words[1:]
    if name == "eval":
        return " ".join(given)
    if name == "watch":
        return " ".join(_past(given, "n"))
    for option in _SCRIPT_AFTER.get(name, ()):
        if (script := _after(given, option)) is not None:
            return script
    return _of_shell(command, given) if name in SHELLS else None


def _of_shell(command: Simple, given: Sequence[str]) -> str | None:
    for at, word in enumerate(given):
        if word.startswith("-") and not word.startswith("--") and word.endswith("c"):
            return next((each for each in given[at + 1 :] if not each.startswith("-")), "")
        if not word.startswith(("-", "+")):
            return None
    return command.stdin


def _after(given: Sequence[str], option: str) -> str | None:
    for at, word in enumerate(given):
        if word == option:
            return given[at + 1] if at + 1 < len(given) else None
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
