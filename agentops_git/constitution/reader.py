"""Nodes in, values of the law out: one pass that notes everything that is wrong."""

from collections.abc import Iterator
from typing import Any

from agentops_git.constitution.forms import UnknownWordError, Words, check, unknown
from agentops_git.constitution.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    kind_of,
    line_of,
)
from agentops_git.constitution.problems import Problem, choices, meant, quoted
from agentops_git.constitution.shape import Setting, Shape, settings

MISSING: Any = object()
"""What reading gives where a value is wrong: the problem is noted, the value left out."""

MAX_ENTRIES = 1000
MAX_PROBLEMS = 100
FALSE = ("off", "false", "no")


class TooManyError(Exception):
    """So much is wrong that reading on helps nobody."""


class Reader:
    """Reads one file. ``lenient``: words it does not know are warnings."""

    def __init__(self, words: Words, lenient: bool) -> None:
        self.words = words
        self.lenient = lenient
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.lines: dict[str, int] = {}

    def read(self, shape: Shape, node: Node, where: str, base: Any = MISSING) -> Any:
        """The value of a node, stated over ``base`` where both are records or mappings."""
        self.lines[where] = line_of(node)
        readers = {"record": self._record, "mapping": self._mapping}
        if shape.kind in readers:
            return readers[shape.kind](shape, node, where, base)
        if shape.kind == "list":
            return self.items(shape, node, where, MISSING)
        return self._scalar(shape, node, where)

    def wrong(self, node: Node, where: str, text: str) -> Any:
        """Note a problem at a node; MISSING."""
        return self._noted(self.problems, Problem(line_of(node), where, text))

    def _record(self, shape: Shape, node: Node, where: str, base: Any) -> Any:
        known = settings(shape.record)
        stated: dict[str, Any] = {}
        for key, value in self._pairs(node, where):
            setting = known.get(key.value)
            if setting is None:
                self._unknown(key, where, "key", known)
            else:
                stated[key.value] = self._field(setting, value, where, base)
        return self._built(shape.record, node, where, stated, base)

    def _field(self, setting: Setting, node: Node, where: str, base: Any) -> Any:
        under = setting.default if base is MISSING else getattr(base, setting.name)
        inner = f"{where}.{setting.name}" if where else setting.name
        return self.read(setting.shape, node, inner, MISSING if under is None else under)

    def _built(self, record: Any, node: Node, where: str, stated: dict[str, Any], base: Any) -> Any:
        good = {name: value for name, value in stated.items() if value is not MISSING}
        if base is not MISSING:
            return base._replace(**good)
        needed = [name for name, setting in settings(record).items() if setting.needed]
        lacking = [name for name in needed if name not in stated]
        if lacking and isinstance(node, MappingNode):
            return self.wrong(node, where, f"must say {' and '.join(map(repr, lacking))}")
        return record(**good) if all(name in good for name in needed) else MISSING

    def _mapping(self, shape: Shape, node: Node, where: str, base: Any) -> Any:
        assert shape.key and shape.item
        result = dict(base) if base is not MISSING else {}
        for key, value in self._pairs(node, where):
            try:
                name = check(shape.key.form, key.value, self.words)
            except ValueError as error:
                self._refused(key, where, str(error), known_later=True)
                continue
            under = result.get(name, MISSING)
            item = self.read(shape.item, value, f"{where}.{name}", under)
            if item is not MISSING:
                result[name] = item
        return result

    def items(self, shape: Shape, node: Node, where: str, base: Any) -> Any:
        """The values of a list, each of them stated over ``base``."""
        assert shape.item
        if not isinstance(node, SequenceNode):
            return self.wrong(node, where, f"must be a list, not {_what(node)}")
        if len(node.value) > MAX_ENTRIES:
            return self.wrong(node, where, _too_many(node))
        found: dict[str, Any] = {}
        for index, child in enumerate(node.value):
            item = self.read(shape.item, child, f"{where}[{index}]", base)
            if item is MISSING:
                continue
            if repr(item) in found:
                self.wrong(child, f"{where}[{index}]", "stands twice in this list")
            found[repr(item)] = item
        return tuple(found.values())

    def _scalar(self, shape: Shape, node: Node, where: str) -> Any:
        kind = kind_of(node)
        if not isinstance(node, ScalarNode) or kind == "null":
            return self.wrong(node, where, f"must be {_wanted(shape)}, not {_what(node)}")
        if shape.kind == "choice":
            return self._choice(shape, node, where)
        if shape.kind == "bool":
            return self._bool(node, where)
        if shape.kind == "int":
            return self._int(shape, node, where)
        if kind == "bool":
            return self.wrong(node, where, f"YAML reads {node.value} as a truth value; quote it")
        return self._text(shape, node, where)

    def _choice(self, shape: Shape, node: ScalarNode, where: str) -> Any:
        word = str(node.value)
        if kind_of(node) == "bool" and word.lower() in FALSE and "off" in shape.words:
            return "off"
        if word not in shape.words:
            hint = meant(word, shape.words)
            text = f"{quoted(word)} is no value of this setting{hint} {choices(shape.words)}"
            return self.wrong(node, where, text)
        return int(word) if word.isdigit() else word

    def _bool(self, node: ScalarNode, where: str) -> Any:
        if kind_of(node) != "bool":
            return self.wrong(node, where, f"must be true or false, not {quoted(node.value)}")
        return node.value.lower() not in FALSE

    def _int(self, shape: Shape, node: ScalarNode, where: str) -> Any:
        bounds = shape.bounds or range(1)
        text = str(node.value)
        plain = kind_of(node) == "int" and text.isascii() and text.isdigit() and len(text) < 12
        if not plain or int(text) not in bounds or (text[0] == "0" and text != "0"):
            wanted = f"a whole number from {bounds[0]} to {bounds[-1]}"
            return self.wrong(node, where, f"must be {wanted}, not {quoted(text)}")
        return int(text)

    def _text(self, shape: Shape, node: ScalarNode, where: str) -> Any:
        if not shape.form:
            return str(node.value)
        try:
            return check(shape.form, node.value, self.words)
        except ValueError as error:
            return self._refused(node, where, str(error), isinstance(error, UnknownWordError))

    def _pairs(self, node: Node, where: str) -> Iterator[tuple[ScalarNode, Node]]:
        if not isinstance(node, MappingNode):
            self.wrong(node, where, f"must be lines 'key: value', not {_what(node)}")
            return
        if len(node.value) > MAX_ENTRIES:
            self.wrong(node, where, _too_many(node))
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.wrong(key, where, "a key must be a word")
            elif key.value in seen:
                text = f"key {quoted(key.value)} stands twice; the first is on line"
                self.wrong(key, where, f"{text} {seen[key.value]}")
            else:
                seen[key.value] = line_of(key)
                yield key, value

    def _unknown(self, key: ScalarNode, where: str, what: str, known: dict[str, Any]) -> None:
        self._refused(key, where, str(unknown(what, key.value, known)), known_later=True)

    def _refused(self, node: Node, where: str, text: str, known_later: bool) -> Any:
        found = self.warnings if known_later and self.lenient else self.problems
        return self._noted(found, Problem(line_of(node), where, text))

    def _noted(self, found: list[Problem], problem: Problem) -> Any:
        found.append(problem)
        if len(found) >= MAX_PROBLEMS:
            raise TooManyError
        return MISSING


def _too_many(node: Node) -> str:
    return f"has {len(node.value)} entries; at most {MAX_ENTRIES} are read"


def _what(node: Node) -> str:
    kind = kind_of(node)
    if kind in ("mapping", "list"):
        return f"a {kind}"
    return "nothing; give a value or leave the key out" if kind == "null" else quoted(node.value)


def _wanted(shape: Shape) -> str:
    if shape.kind == "choice":
        return f"one of {', '.join(shape.words)}"
    return {"bool": "true or false", "int": "a whole number"}.get(shape.kind, "text")
