"""A shell command line as words and operators, in one linear pass."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

OPERATORS = ("<<<", "<<-", "&>>", ";;", "&&", "||", "|&", ">>", ">|", ">&", "<&", "&>", "<>", "<<",
             ";", "&", "|", ">", "<", "(", ")", "\n")  # fmt: skip
_SPACE = " \t\r"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "e": "\x1b", "\\": "\\", "'": "'", '"': '"'}


class Part(NamedTuple):
    """A piece of a word: plain or quoted text, the name of a variable, or a substituted script."""

    kind: Literal["text", "quoted", "variable", "script"]
    text: str
    quoted: bool = False


class Token(NamedTuple):
    """A word (its parts), or an operator. ``body`` is the text of a here-document."""

    parts: tuple[Part, ...] = ()
    operator: str = ""
    body: str | None = None


class Lexer:
    """Reads one script; what does not end (a quote, a substitution) ends with the text."""

    def __init__(self, text: str, at: int = 0, inside: bool = False) -> None:
        self.text = text
        self.at = at
        self._inside = inside
        self._depth = 0
        self._waiting: list[tuple[int, str, bool]] = []
        self._tokens: list[Token] = []

    def tokens(self) -> list[Token]:
        """Everything in order; inside a substitution, up to the parenthesis that closes it."""
        while self.at < len(self.text):
            if self._inside and not self._depth and self.text[self.at] == ")":
                break
            self._one()
        return self._tokens

    def _one(self) -> None:
        char = self.text[self.at]
        if char in _SPACE:
            self.at += 1
        elif self.text.startswith("\\\n", self.at):
            self.at += 2
        elif char == "#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end
        elif self.text.startswith(("<(", ">("), self.at):
            self.at += 1
            self._tokens.append(Token((Part("script", self._parenthesis()),)))
        elif found := self._operator():
            self._tokens.append(Token(operator=found))
            self._depth += (found == "(") - (found == ")")
            if found == "\n":
                self._read_bodies()
        else:
            self._word()

    def _operator(self) -> str:
        for operator in OPERATORS:
            if self.text.startswith(operator, self.at):
                self.at += len(operator)
                return operator
        return ""

    def _word(self) -> None:
        parts = tuple(self._parts())
        before = self._tokens[-1].operator if self._tokens else ""
        if before in ("<<", "<<-"):
            mark = "".join(part.text for part in parts)
            self._waiting.append((len(self._tokens), mark, before == "<<-"))
        self._tokens.append(Token(parts))

    def _read_bodies(self) -> None:
        for index, mark, tabs in self._waiting:
            lines = []
            while self.at < len(self.text):
                end = self.text.find("\n", self.at)
                end = len(self.text) if end < 0 else end
                line = self.text[self.at : end]
                self.at = end + 1
                if (line.lstrip("\t") if tabs else line) == mark:
                    break
                lines.append(line)
            self._tokens[index] = self._tokens[index]._replace(body="\n".join(lines))
        self._waiting = []

    def _parts(self) -> Iterator[Part]:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in _SPACE or char in ";&|<>()\n":
                return
            yield from self._piece(char)

    def _piece(self, char: str) -> Iterator[Part]:
        if char == "\\":
            self.at += 2
            escaped = self.text[self.at - 1 : self.at]
            yield Part("quoted", "" if escaped == "\n" else escaped)
        elif char == "'":
            yield Part("quoted", self._until("'"))
        elif char == '"':
            yield from self._double()
        elif char == "`":
            yield Part("script", self._until("`").replace("\\`", "`"))
        elif char == "$":
            yield from self._dollar()
        else:
            yield Part("text", self._plain())

    def _plain(self) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in " \t\r;&|<>()\n\\'\"`$":
            self.at += 1
        return self.text[start : self.at]

    def _until(self, quote: str) -> str:
        start = self.at + 1
        end = self.text.find(quote, start)
        end = len(self.text) if end < 0 else end
        self.at = end + 1
        return self.text[start:end]

    def _double(self) -> Iterator[Part]:
        self.at += 1
        yield Part("quoted", "")
        while self.at < len(self.text) and self.text[self.at] != '"':
            char = self.text[self.at]
            if char == "\\" and self.text[self.at + 1 : self.at + 2] in ("$", "`", '"', "\\", "\n"):
                self.at += 2
                escaped = self.text[self.at - 1]
                yield Part("quoted", "" if escaped == "\n" else escaped)
            elif char == "`":
                yield Part("script", self._until("`").replace("\\`", "`"), quoted=True)
            elif char == "$":
                yield from self._dollar(quoted=True)
            else:
                yield Part("quoted", self._quoted_run())
        self.at += 1

    def _quoted_run(self) -> str:
        start = self.at
        self.at += 1
        while self.at < len(self.text) and self.text[self.at] not in '"\\`$':
            self.at += 1
        return self.text[start : self.at]

    def _dollar(self, quoted: bool = False) -> Iterator[Part]:
        rest = self.text[self.at + 1 : self.at + 2]
        if rest == "(":
            self.at += 1
            yield Part("script", self._parenthesis(), quoted)
        elif rest == "{":
            yield Part("variable", self._until("}")[1:], quoted)
        elif rest == "'" and not quoted:
            self.at += 1
            yield Part("quoted", self._ansi_c())
        elif rest == '"' and not quoted:
            self.at += 1
        elif rest and (rest.isalnum() or rest in "_@*#?!$-"):
            yield Part("variable", self._name(), quoted)
        else:
            self.at += 1
            yield Part("quoted", "$")

    def _name(self) -> str:
        start = self.at = self.at + 1
        self.at += 1
        if self.text[start].isalpha() or self.text[start] == "_":
            while self.at < len(self.text) and (
                self.text[self.at].isalnum() or self.text[self.at] == "_"
            ):
                self.at += 1
        return self.text[start : self.at]

    def _parenthesis(self) -> str:
        """What stands between the parenthesis at the place and the one that closes it."""
        start = self.at + 1
        inner = Lexer(self.text, start, inside=True)
        inner.tokens()
        self.at = inner.at + 1
        return self.text[start : inner.at]

    def _ansi_c(self) -> str:
        self.at += 1
        out = []
        while self.at < len(self.text) and self.text[self.at] != "'":
            out.append(self._escaped() if self.text[self.at] == "\\" else self.text[self.at])
            self.at += 1
        self.at += 1
        return "".join(out)

    def _escaped(self) -> str:
        self.at += 1
        char = self.text[self.at : self.at + 1]
        digits = "0123456789abcdefABCDEF" if char == "x" else "01234567"
        if char != "x" and char not in digits:
            return _ESCAPES.get(char, char)
        start = self.at + (char == "x")
        end = start
        while (
            end < start + (2 if char == "x" else 3)
            and self.text[end : end + 1] in digits
            and end < len(self.text)
        ):
            end += 1
        self.at = end - 1
        return chr(int(self.text[start:end] or "0", 16 if char == "x" else 8))
