"""The simple commands that a shell would run for a script, their words as it would expand them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agentops_git.rules.commands.lexer import Lexer, Part, Token

UNKNOWN = "\ufffd"
"""What stands for a value that only running could tell."""
LONGEST, DEEPEST = 200_000, 20
_KEYWORDS = frozenset(
    {"if", "then", "elif", "else", "fi", "while", "until", "do", "done", "for", "case", "esac",
     "in", "{", "}", "!", "time", "coproc"}
)  # fmt: skip
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\+?=")
_BRACES = re.compile(r"\{([^{}\s]*,[^{}\s]*)\}")
_WRITES = frozenset({">", ">>", ">|", "&>", "<>", ">&"})
_ENDS = frozenset({";", "&", "&&", "||", "|", "|&", "(", ")", "\n", ";;"})


class TooMuch(ValueError):
    """The script is larger, or nested deeper, than is read."""


class Simple(NamedTuple):
    """One command: its words, the environment that is set for it, and what it reads and writes.

    ``writes`` are targets of redirections, ``stdin`` is what is fed to it, None where unknown.
    """

    words: tuple[str, ...]
    env: Mapping[str, str]
    writes: tuple[str, ...]
    stdin: str | None
    cwd: str


class Shell:
    """What one script has set so far: variables, aliases, the directory."""

    def __init__(self, cwd: str = "", depth: int = 0) -> None:
        self.variables: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.cwd = cwd
        self.depth = depth

    def commands(self, script: str) -> Iterator[Simple]:
        """Each command in order, those of substitutions before the one that they are part of."""
        if len(script) > LONGEST or self.depth > DEEPEST:
            raise TooMuch("the command is too large to be read")
        fed: str | None = None
        for tokens, end in _split(Lexer(script).tokens()):
            said: str | None = None
            for command in self._command(tokens, fed):
                yield command
                said = output_of(command)
            fed = said if end in ("|", "|&") else None

    def inner(self) -> "Shell":
        """A shell that this one starts: it knows what this one knows."""
        shell = Shell(self.cwd, self.depth + 1)
        shell.variables, shell.aliases = dict(self.variables), dict(self.aliases)
        return shell

    def _command(self, tokens: list[Token], fed: str | None) -> Iterator[Simple]:
        words: list[str] = []
        own: dict[str, str] = {}
        writes: list[str] = []
        redirect = ""
        for token in tokens:
            if token.operator:
                redirect = token.operator
                continue
            for part in token.parts:
                if part.kind == "script":
                    yield from self.inner().commands(part.text)
            expanded = self._expand(token.parts)
            if redirect:
                writes += expanded if redirect in _WRITES else []
                fed = _fed(redirect, token, expanded, fed)
                redirect = ""
            elif not words and (found := _assignment(token, expanded)):
                own[found[0]] = found[1]
            elif words or expanded[:1] != [""] or len(expanded) > 1:
                words += [word for word in expanded if words or word not in _KEYWORDS]
        yield from self._finish(words, own, writes, fed)

    def _finish(
        self, words: list[str], own: dict[str, str], writes: list[str], fed: str | None
    ) -> Iterator[Simple]:
        if not words:
            self.variables.update(own)
        elif words[0] in self.aliases and self.depth < DEEPEST:
            alias = self.aliases[words[0]]
            again = self.inner()
            again.aliases.pop(words[0])
            first = next(iter([*again.commands(alias)][-1:]), None)
            words = [*(first.words if first else ()), *words[1:]]
            own = {**(first.env if first else {}), **own}
        self._remember(words)
        if words or writes:
            yield Simple(tuple(words), {**self.variables, **own}, tuple(writes), fed, self.cwd)

    def _remember(self, words: list[str]) -> None:
        name, given = (words[0] if words else ""), words[1:]
        if name in ("export", "declare", "typeset", "local", "readonly", "alias"):
            known = self.aliases if name == "alias" else self.variables
            for word in given:
                key, equals, value = word.partition("=")
                if equals:
                    known[key] = value
        elif name in ("cd", "pushd") and given:
            target = [word for word in given if not word.startswith("-")]
            self.cwd = joined(self.cwd, target[0]) if target else self.cwd
        elif name == "unset":
            for word in given:
                self.variables.pop(word, None)

    def _expand(self, parts: tuple[Part, ...]) -> list[str]:
        """The words that one word becomes; more than one where an unquoted value has spaces."""
        words = [""]
        for part in parts:
            value = self._value(part)
            if part.kind in ("text", "quoted") or part.quoted:
                words[-1] += value
                continue
            pieces = value.split()
            words[-1] += pieces[0] if pieces else ""
            words += pieces[1:]
        plain = all(part.kind == "text" for part in parts)
        gone = words == [""] and any(part.kind in ("variable", "script") for part in parts)
        if gone and not any(part.quoted or part.kind == "quoted" for part in parts):
            return []
        return [each for word in words for each in (_braces(word) if plain else [word])]

    def _value(self, part: Part) -> str:
        if part.kind == "variable":
            name, _, default = part.text.partition(":-")
            return self.variables.get(name, default or UNKNOWN)
        if part.kind == "script":
            outputs = [output_of(command) for command in self.inner().commands(part.text)]
            return outputs[-1] or UNKNOWN if outputs else ""
        return part.text


def _split(tokens: list[Token]) -> Iterator[tuple[list[Token], str]]:
    current: list[Token] = []
    for token in tokens:
        if token.operator in _ENDS:
            yield current, token.operator
            current = []
        else:
            current.append(token)
    yield current, ""


def _assignment(token: Token, expanded: list[str]) -> tuple[str, str] | None:
    first = token.parts[0] if token.parts else None
    found = _ASSIGNMENT.match(first.text) if first and first.kind == "text" else None
    return (found[1], " ".join(expanded)[found.end() :]) if found else None


def _fed(redirect: str, token: Token, expanded: list[str], fed: str | None) -> str | None:
    if redirect == "<<<":
        return " ".join(expanded)
    return token.body if redirect in ("<<", "<<-") else fed


def _braces(word: str) -> list[str]:
    """``-{n,m}`` as -n and -m, a few times at most."""
    words = [word]
    for _ in range(4):
        if not any(_BRACES.search(each) for each in words) or len(words) > 64:
            break
        words = [piece for each in words for piece in _one_brace(each)]
    return words


def _one_brace(word: str) -> list[str]:
    found = _BRACES.search(word)
    if not found:
        return [word]
    return [word[: found.start()] + each + word[found.end() :] for each in found[1].split(",")]


def output_of(command: Simple) -> str | None:
    """What a command prints, where its words tell it."""
    name = command.words[0].rpartition("/")[2] if command.words else ""
    given = list(command.words[1:])
    if name == "echo":
        while given and given[0] in ("-n", "-e", "-E", "-ne", "-en"):
            given.pop(0)
        return " ".join(given)
    if name == "printf" and given:
        given = given[1:] if given[0] == "--" else given
        return _printf(given[0], given[1:]) if given else ""
    if name == "cat" and (not given or given == ["-"]):
        return command.stdin
    return None


def _printf(form: str, values: list[str]) -> str:
    text = form.replace("\\n", "\n").replace("\\t", "\t")
    for value in values:
        text = text.replace("%s", value, 1)
    return text


def joined(directory: str, path: str) -> str:
    """A path as seen from where the script began, ``.`` and ``..`` resolved."""
    import posixpath

    return posixpath.normpath(posixpath.join(directory, path)) if path else directory
