"""YAML as a tree of nodes that know their lines; only what a policy needs of YAML."""

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from agentops_git.constitution.problems import Problem, quoted

MAX_DEPTH = 12
TAG = "tag:yaml.org,2002:"

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "compose", "kind_of", "line_of"]


class _TooDeepError(Exception):
    """The nesting exceeds any setting's."""


class _Loader(yaml.SafeLoader):
    """Composes nodes, and notes every construct that can make YAML large or surprising."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refused: list[Problem] = []
        self._depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self._next()
        if self.check_event(yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            self._refuse(event, f"alias {quoted('*' + event.anchor)}; write the value out")
            return ScalarNode(TAG + "str", "", event.start_mark, event.end_mark)
        if getattr(event, "anchor", None):
            self._refuse(event, f"anchor {quoted('&' + event.anchor)}; write the value out")
            event.anchor = None
        if getattr(event, "tag", None):
            self._refuse(event, f"tag {quoted(event.tag)}; leave it out")
            event.tag = None
        return self._nested(parent, index)

    def _next(self) -> Any:
        return self.peek_event()  # type: ignore[no-untyped-call]

    def _nested(self, parent: Node | None, index: int) -> Node | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError(self._next().start_mark.line + 1)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, event: Any, text: str) -> None:
        self.refused.append(Problem(event.start_mark.line + 1, "", text))


def compose(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document, and what is wrong with it as YAML."""
    try:
        loader = _Loader(text)
        return loader.get_single_node(), loader.refused
    except _TooDeepError as error:
        return None, [Problem(error.args[0], "", f"nested more than {MAX_DEPTH} levels deep")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, [Problem(mark.line + 1 if mark else 1, "", f"not YAML: {_said(error)}")]
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        return None, [Problem(line, "", "not YAML: a character that it does not allow")]


def _said(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part).replace("\n", " ")


def line_of(node: Node) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1


def kind_of(node: Node) -> str:
    """What a node is: "mapping", "list", or a scalar's kind ("str", "bool", "int", "null", …)."""
    if isinstance(node, MappingNode):
        return "mapping"
    if isinstance(node, SequenceNode):
        return "list"
    return str(node.tag).removeprefix(TAG)
