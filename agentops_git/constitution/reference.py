"""The settings as Markdown tables, read off the types; docs/constitution.md holds them.

``python -m agentops_git.constitution.reference`` prints them; a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from agentops_git.constitution.model import Constitution
from agentops_git.constitution.presets import CORE
from agentops_git.constitution.shape import Setting, Shape, settings

FORMS = {
    "glob": "path glob", "ref-glob": "branch glob", "author-glob": "author glob", "path": "path",
    "trailer-key": "trailer key", "own-key": "trailer key", "commit-type": "commit type",
    "type-name": "commit type", "rule-code": "rule code", "version": "version",
    "revision": "revision", "slug": "name", "regex": "regular expression",
    "command": "command line", "ssh-key": "public key", "principal": "address", "date": "date",
    "guard-code": "rule code", "commit-url": "URL", "text": "text", "": "text",
}  # fmt: skip


def render() -> str:
    """A table of the settings at the top, then one of each section."""
    parts = [_table("Top level", "", Constitution, CORE)]
    parts += [_table(f"`{path}`", path, record, base) for path, record, base in _sections()]
    return "\n".join(parts)


def _sections() -> Iterator[tuple[str, Any, Any]]:
    waiting: list[tuple[str, Any, Any]] = [("", Constitution, CORE)]
    shown = set()
    while waiting:
        path, record, base = waiting.pop(0)
        if record in shown:
            continue
        shown.add(record)
        if path:
            yield path, record, base
        inner = [
            (f"{path}.{name}" if path else name, setting)
            for name, setting in settings(record).items()
        ]
        found = [_section(at, setting, _default(setting, base)) for at, setting in inner]
        waiting[:0] = [section for section in found if section]


def _section(path: str, setting: Setting, default: Any) -> tuple[str, Any, Any] | None:
    shape, suffix = setting.shape, ""
    while shape.item:
        suffix += "[]" if shape.kind == "list" else ".*"
        shape = shape.item
    if shape.kind != "record":
        return None
    return path + suffix, shape.record, None if suffix else default


def _table(title: str, path: str, record: Any, base: Any) -> str:
    rows = [
        f"| `{name}` | {_type(setting.shape)} | {_shown(setting, base)} | {_cell(setting.doc)} |"
        for name, setting in settings(record).items()
    ]
    doc = " ".join(record.__doc__.split()) if path else ""
    head = f"### {title}\n\n" + (f"{_cell(doc)}\n\n" if doc else "")
    columns = "| key | value | default | meaning |\n| --- | --- | --- | --- |\n"
    return head + columns + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")


def _default(setting: Setting, base: Any) -> Any:
    return getattr(base, setting.name) if base is not None else setting.default


def _shown(setting: Setting, base: Any) -> str:
    if setting.needed or setting.name == "agentops":
        return "needed"
    value = _default(setting, base)
    if value is None or value == "" or hasattr(value, "_fields"):
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"`{key}`" for key in value) or "–"
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value) or "–"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _type(shape: Shape) -> str:
    if shape.kind == "list" and shape.item:
        return f"list of {_type(shape.item)}"
    if shape.kind == "mapping" and shape.key and shape.item:
        return f"{FORMS[shape.key.form]}: {_type(shape.item)}"
    if shape.kind == "choice":
        return " \\| ".join(f"`{word}`" for word in shape.words)
    if shape.bounds:
        return f"{shape.bounds[0]}–{shape.bounds[-1]}"
    return {"record": "section", "bool": "`true` \\| `false`"}.get(shape.kind, FORMS[shape.form])


if __name__ == "__main__":
    print(render(), end="")
