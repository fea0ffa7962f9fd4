"""What the types of the law say about its file: read off once, for loader, schema and docs."""

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from agentops_git.constitution import guards, model
from agentops_git.constitution.model import Constitution, Form

DERIVED = frozenset({"warnings"})
"""Fields that loading fills, and that no file states."""


class Shape(NamedTuple):
    """One type: ``kind`` is record, mapping, list, choice, bool, int or text.

    ``record`` is the NamedTuple of a record; ``item`` the shape of a list's or mapping's
    values; ``key`` that of a mapping's keys; ``words`` the texts of a choice; ``form`` the
    format of a text; ``bounds`` the allowed integers.
    """

    kind: str
    record: Any = None
    item: "Shape | None" = None
    key: "Shape | None" = None
    words: tuple[str, ...] = ()
    form: str = ""
    bounds: range | None = None


class Setting(NamedTuple):
    """One field of a record: name, shape, documentation and default; ``needed``: it has none."""

    name: str
    shape: Shape
    doc: str
    default: Any
    needed: bool


@cache
def settings(record: Any) -> dict[str, Setting]:
    """The settings of a NamedTuple of the law, by name, in order."""
    hints = get_type_hints(record, localns=vars(guards) | vars(model), include_extras=True)
    defaults = record._field_defaults
    return {
        name: Setting(name, shape_of(hint), _doc(hint), defaults.get(name), name not in defaults)
        for name, hint in hints.items()
        if name not in DERIVED
    }


def shape_of(hint: Any) -> Shape:
    """The shape of a type annotation of the law."""
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return _plain(hint, marks)


def _plain(hint: Any, marks: tuple[Any, ...]) -> Shape:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        return Shape("list", item=shape_of(parts[0]))
    if origin is Mapping:
        return Shape("mapping", key=shape_of(parts[0]), item=shape_of(parts[1]))
    if origin is Literal:
        return Shape("choice", words=tuple(str(word) for word in parts))
    if hasattr(hint, "_fields"):
        return Shape("record", record=hint)
    if hint is str:
        return Shape("text", form=next((m for m in marks if isinstance(m, Form)), ""))
    bounds = next((mark for mark in marks if isinstance(mark, range)), None)
    return Shape(hint.__name__, bounds=bounds)


def _doc(hint: Any) -> str:
    texts = [mark for mark in get_args(hint)[1:] if type(mark) is str]
    return texts[0] if texts else ""


def law() -> dict[str, Setting]:
    """The settings at the top of the file."""
    return settings(Constitution)
