"""A loaded law as JSON and back, so that hooks need neither YAML nor the loader."""

from typing import Any

from agentops_git import __version__
from agentops_git.constitution import model
from agentops_git.constitution.model import Constitution

MARK = " "
"""Begins the one key of an object that stands for a NamedTuple; no key of a file does."""


def to_json(law: Constitution) -> str:
    """The law on one line of JSON, for this version of the tool and these fields alone."""
    import json

    return json.dumps([__version__, _plain(law)], separators=(",", ":"))


def from_json(text: str) -> Constitution:
    """The law that ``to_json`` wrote. ValueError where another version wrote it, or nobody."""
    import json

    try:
        version, value = json.loads(text)
        law = _typed(value) if version == __version__ else None
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a cached constitution: {error}") from None
    if not isinstance(law, Constitution):
        raise ValueError("cached by another version of agentops-git")
    return law


def _plain(value: Any) -> Any:
    if hasattr(value, "_fields"):
        fields = value._asdict().items()
        return {MARK + type(value).__name__: {name: _plain(field) for name, field in fields}}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_typed(item) for item in value)
    if not isinstance(value, dict):
        return value
    name, fields = next(iter(value.items()), ("", {}))
    if name.startswith(MARK):
        return _made(_type_of(name.removeprefix(MARK)), fields)
    return {key: _typed(item) for key, item in value.items()}


def _made(kind: Any, fields: dict[str, Any]) -> Any:
    if tuple(fields) != kind._fields:
        raise ValueError(f"{kind.__name__} has other fields in this version")
    return kind(*map(_typed, fields.values()))


def _type_of(name: str) -> Any:
    """The type of that name; guards are imported only for a law that has some."""
    if name in vars(model):
        return vars(model)[name]
    from agentops_git.constitution import guards

    return vars(guards)[name]
