"""YAML that says no more than it shows: what can make it large or surprising is refused."""

import re
from typing import Any

import yaml

MAX_DEPTH = 12
MAX_DIGITS = 40
MAX_NODES = 100_000
MAX_FOREIGN_DEPTH = 100
_NUMBER = re.compile(r"[-+]?\.?[0-9][0-9A-Fa-f_.:xoe+-]*")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RefusedYaml(ValueError):
    """YAML with an alias, an anchor, a tag, a key twice, or more than a head needs; ``line``
    counts from 1 in the YAML."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


def refuse_bombs(raw: str) -> None:
    """RefusedYaml for what a reader should not build; a YAMLError for what is no YAML.

    Only the parser's events are read: nothing is built, so a bomb costs what its text does.
    """
    opened: list[_Open] = []
    for event in yaml.parse(raw, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        _refuse_names(event, line)
        if isinstance(event, yaml.CollectionEndEvent):
            opened.pop()
        elif isinstance(event, yaml.NodeEvent):
            if opened:
                opened[-1].take(event, line)
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(_Open(isinstance(event, yaml.MappingStartEvent)))
        if len(opened) > MAX_DEPTH:
            raise RefusedYaml(line, f"nested more than {MAX_DEPTH} levels deep")


def refuse_growth(raw: str) -> None:
    """RefusedYaml for a file of another tool that is larger or deeper than it looks; a YAMLError
    for what is no YAML. Its aliases are read, as long as they stand for little."""
    sizes: dict[str | None, int] = {}
    opened: list[_Growing] = [_Growing(None)]
    for event in yaml.parse(raw, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(_Growing(event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = opened.pop()
            sizes[done.anchor] = done.size
            opened[-1].size += done.size
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in {each.anchor for each in opened}:
                raise RefusedYaml(line, f"'*{str(event.anchor)[:40]}' stands for itself")
            opened[-1].size += sizes.get(event.anchor, 1)
        elif isinstance(event, yaml.ScalarEvent):
            sizes[event.anchor] = 1
            opened[-1].size += 1
        if len(opened) > MAX_FOREIGN_DEPTH or opened[-1].size > MAX_NODES:
            raise RefusedYaml(line, "nested too deep, or aliases stand for too much")


class _Growing:
    """A mapping or list whose end is not read yet, and how many nodes it has so far."""

    def __init__(self, anchor: str | None) -> None:
        self.anchor = anchor
        self.size = 1


def _refuse_names(event: Any, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise RefusedYaml(line, "an alias (`*name`) is not read; write the value out")
    if getattr(event, "anchor", None):
        raise RefusedYaml(line, "an anchor (`&name`) is not read; write the value out")
    if getattr(event, "tag", None):
        raise RefusedYaml(line, "a tag (`!name`) is not read; leave it out")
    if _long_number(event):
        raise RefusedYaml(line, f"a number of more than {MAX_DIGITS} digits; quote it")


def _long_number(event: Any) -> bool:
    plain = isinstance(event, yaml.ScalarEvent) and event.implicit[0]
    return plain and len(event.value) > MAX_DIGITS and bool(_NUMBER.fullmatch(event.value))


class _Open:
    """A mapping or list whose end is not read yet."""

    def __init__(self, mapping: bool) -> None:
        self._key_next = mapping
        self._mapping = mapping
        self._keys: dict[str, int] = {}

    def take(self, event: Any, line: int) -> None:
        """Read one key, value or item; RefusedYaml for a key that stood before."""
        if not self._mapping:
            return
        key = getattr(event, "value", None) if self._key_next else None
        if key in self._keys:
            where = f"; the first is on line {self._keys[key] + 1}"
            raise RefusedYaml(line, f"the key {key[:40]!r} stands twice{where}")
        if key is not None:
            self._keys[key] = line
        self._key_next = not self._key_next
