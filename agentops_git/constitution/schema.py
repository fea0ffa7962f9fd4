"""The JSON Schema of a constitution's front matter, for editors: read off the types.

``python -m agentops_git.constitution.schema`` prints it; schemas/constitution.schema.json is
that, and a test holds the two together.
"""

import json
from typing import Any

from agentops_git.constitution.forms import PATTERNS
from agentops_git.constitution.model import Constitution
from agentops_git.constitution.shape import Setting, Shape, settings
from agentops_git.constitution.vocabulary import MESSAGE_CODES, TRAILER_KEYS, USUAL_KEYS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "The front matter of CONSTITUTION.md, as agentops-git reads it"


def schema() -> dict[str, Any]:
    """The schema as plain values."""
    top = _record(Constitution)
    return {"$schema": DRAFT, "title": TITLE, **top, "required": ["agentops"]}


def render() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _record(record: Any) -> dict[str, Any]:
    known = settings(record)
    needed = [name for name, setting in known.items() if setting.needed]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _setting(setting) for name, setting in known.items()},
        **({"required": needed} if needed else {}),
    }


def _setting(setting: Setting) -> dict[str, Any]:
    return {"description": setting.doc, **_shape(setting.shape)}


def _shape(shape: Shape) -> dict[str, Any]:
    if shape.kind == "record":
        return _record(shape.record)
    if shape.kind == "mapping" and shape.key and shape.item:
        names = {"propertyNames": _form(shape.key.form)} if _form(shape.key.form) else {}
        return {"type": "object", "additionalProperties": _shape(shape.item), **names}
    if shape.kind == "list" and shape.item:
        return {"type": "array", "uniqueItems": True, "items": _shape(shape.item)}
    if shape.kind == "choice":
        words = [int(word) if word.isdigit() else word for word in shape.words]
        return {"const": words[0]} if len(words) == 1 else {"enum": words}
    if shape.bounds:
        return {"type": "integer", "minimum": shape.bounds[0], "maximum": shape.bounds[-1]}
    return {"type": "boolean"} if shape.kind == "bool" else {"type": "string", **_form(shape.form)}


def _form(form: str) -> dict[str, Any]:
    """What a schema can say of a text format; the loader checks the rest."""
    if form == "rule-code":
        return {"anyOf": [{"enum": list(MESSAGE_CODES)}, {"pattern": "^[GVHX][0-9]{3}$"}]}
    if form == "trailer-key":
        return {"anyOf": [{"enum": [*TRAILER_KEYS, *USUAL_KEYS]}, {"pattern": PATTERNS["own-key"]}]}
    if form == "commit-type":
        return {"pattern": PATTERNS["type-name"]}
    if form in PATTERNS:
        return {"pattern": PATTERNS[form]}
    return {"minLength": 1} if form else {}


if __name__ == "__main__":
    print(render(), end="")
