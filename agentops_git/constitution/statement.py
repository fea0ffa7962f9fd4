"""The front matter of a constitution: what it builds on, what it states, what is wrong."""

import re
from collections.abc import Mapping

from agentops_git.constitution.checks import clashes
from agentops_git.constitution.forms import Words
from agentops_git.constitution.model import Constitution, Preset, Subtree
from agentops_git.constitution.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    compose,
    line_of,
)
from agentops_git.constitution.problems import Problem
from agentops_git.constitution.reader import MISSING, Reader, TooManyError
from agentops_git.constitution.shape import settings, shape_of


def read_statement(
    text: str, presets: Mapping[Preset, Constitution], version: str
) -> tuple[Constitution, list[Problem], list[Problem]]:
    """The law that a front matter states, and its problems and warnings."""
    base = presets["core"]
    root, problems = compose(text)
    if problems or not isinstance(root, MappingNode):
        return base, problems or [_no_settings(root)], []
    if _child(root, "agentops") is None:
        return base, [_no_settings(root)], []
    base = next(
        (law for name, law in presets.items() if name == _scalar(_child(root, "extends"))), base
    )
    asked = _asked(root)
    reader = Reader(_words(root, base), lenient=_newer_minor(asked, _version(version)))
    try:
        law = _read(reader, root, base)
    except TooManyError:
        return base, reader.problems, reader.warnings
    if asked > _version(version):
        _older(reader, version, asked)
    return law, reader.problems, reader.warnings


def _read(reader: Reader, root: MappingNode, base: Constitution) -> Constitution:
    """The subtrees last, since they are stated over what the rest says."""
    subtrees = _child(root, "subtrees")
    rest = [pair for pair in root.value if pair[1] is not subtrees]
    general = MappingNode(root.tag, rest, root.start_mark, root.end_mark)
    law: Constitution = reader.read(shape_of(Constitution), general, "", base)
    if subtrees is not None:
        part = Subtree((), law.rules, law.trailers, law.subject)
        shape = settings(Constitution)["subtrees"].shape
        parts = reader.items(shape, subtrees, "subtrees", part)
        law = law._replace(subtrees=() if parts is MISSING else parts)
    _note_clashes(reader, law)
    return law


def _note_clashes(reader: Reader, law: Constitution) -> None:
    """Say what can't be meant, but not of a section that was read in part."""
    broken = {_section(problem.where) for problem in reader.problems}
    for clash in clashes(law):
        if _section(clash.where) not in broken:
            reader.problems.append(Problem(_line(reader, clash.where), clash.where, clash.text))


def _section(where: str) -> str:
    return where.split(".")[0].split("[")[0]


def _newer_minor(asked: tuple[int, ...], ours: tuple[int, ...]) -> bool:
    return asked[:1] == ours[:1] and asked[:2] > ours[:2]


def _no_settings(root: Node | None) -> Problem:
    line = line_of(root) if root else 1
    return Problem(line, "", "the front matter does not say 'agentops: 1'")


def _older(reader: Reader, version: str, asked: tuple[int, ...]) -> None:
    wanted = ".".join(map(str, asked)).removesuffix(".0")
    text = f"asks for agentops-git {wanted} or newer, and this is {version}; upgrade it"
    found = reader.problems if asked[0] > _version(version)[0] else reader.warnings
    found.append(Problem(reader.lines.get("requires", 1), "requires", text))


def _asked(root: MappingNode) -> tuple[int, ...]:
    """The version that the file asks for; (0,) where it does not say, or not well."""
    return _version(_scalar(_child(root, "requires")).removeprefix(">=").strip())


def _version(text: str) -> tuple[int, ...]:
    found = re.match(r"([0-9]{1,4})[.]([0-9]{1,4})(?:[.]([0-9]{1,4}))?", text)
    return tuple(int(part or 0) for part in found.groups()) if found else (0,)


def _words(root: MappingNode, base: Constitution) -> Words:
    """The words that the file declares anywhere; they hold in the whole of it."""
    parts = [root, *_items(_child(root, "subtrees"))]
    own = [key for part in parts for key in _texts(_child(_child(part, "trailers"), "own"))]
    stated = [_child(_child(part, "subject"), "types") for part in parts]
    if any(isinstance(types, SequenceNode) and not types.value for types in stated):
        return Words(own, ())
    general = _texts(stated[0]) or base.subject.types
    return Words(own, [*general, *(text for types in stated[1:] for text in _texts(types))])


def _line(reader: Reader, where: str) -> int:
    """The line of a setting; where it is not stated itself, of what it lies in."""
    while where and where not in reader.lines:
        where = where.rpartition(".")[0]
    return reader.lines.get(where, 1)


def _child(node: Node | None, name: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for key, value in pairs if _scalar(key) == name), None)


def _items(node: Node | None) -> list[Node]:
    return list(node.value) if isinstance(node, SequenceNode) else []


def _texts(node: Node | None) -> list[str]:
    return [text for text in map(_scalar, _items(node)) if text]


def _scalar(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""
