"""What is written from the types, and what is written for users, says what the loader does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.constitution import reference, schema, shape
from agentops_git.constitution.cached import from_json, to_json
from agentops_git.constitution.checks import clashes
from agentops_git.constitution.forms import Words
from agentops_git.constitution.load import load
from agentops_git.constitution.model import Constitution, Preset
from agentops_git.constitution.presets import PRESETS
from agentops_git.constitution.reader import Reader
from tests.constitution.files import FULL

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "constitution.md"
BEGIN, END = "<!-- agentops:begin settings -->\n", "<!-- agentops:end settings -->\n"


def test_the_schema_is_current() -> None:
    """Mend with: python -m agentops_git.constitution.schema > schemas/constitution.schema.json."""
    assert (ROOT / "schemas" / "constitution.schema.json").read_text() == schema.render()


def test_the_documented_settings_are_current() -> None:
    """Mend with: python -m agentops_git.constitution.reference, between the two marks."""
    assert DOCS.read_text().partition(BEGIN)[2].partition(END)[0] == reference.render()


@pytest.mark.parametrize("module", ["schema", "reference"])
def test_each_is_printed_by_its_module(module: str) -> None:
    argv = [sys.executable, "-m", f"agentops_git.constitution.{module}"]
    done = subprocess.run(argv, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == {"schema": schema, "reference": reference}[module].render()


def test_every_setting_is_documented() -> None:
    waiting: list[Any] = [Constitution]
    for record in waiting:
        for name, setting in shape.settings(record).items():
            assert setting.doc.endswith("."), f"{record.__name__}.{name}"
            inner = setting.shape
            while inner.item:
                inner = inner.item
            if inner.record and inner.record not in waiting:
                waiting.append(inner.record)
    assert len(waiting) == 20


def test_the_documented_examples_load() -> None:
    blocks = [block for block in DOCS.read_text().split("\n\n") if block.startswith("    ")]
    examples = [block.replace("\n    ", "\n").strip() for block in blocks]
    whole = [text for text in examples if text.startswith("---")]
    parts = [text for text in examples if text.split(":")[0] in ("rules", "subtrees", "exempt")]
    assert len(whole) == 1
    assert len(parts) == 3
    for text in [*whole, *(f"---\nagentops: 1\n{part}\n---" for part in parts)]:
        assert load(text, "CONSTITUTION.md").warnings == ()


@pytest.mark.parametrize("preset", PRESETS)
def test_what_init_writes_is_the_preset(preset: Preset) -> None:
    text = (ROOT / "templates" / "constitutions" / f"{preset}.md").read_text()
    assert load(text, "CONSTITUTION.md") == PRESETS[preset]._replace(requires=">=0.1")
    for law in ("learnings", "system", "context", "Validate", "patterns"):
        assert f"{law}" in text


@pytest.mark.parametrize("preset", PRESETS)
def test_the_settings_that_templates_show_load_too(preset: Preset) -> None:
    text = (ROOT / "templates" / "constitutions" / f"{preset}.md").read_text()
    shown = text.replace("\n# rules:", "\nrules:").replace("\n# exempt:", "\nexempt:")
    shown = shown.replace("\n# subtrees:", "\nsubtrees:").replace("\n# assisted", "\nassisted")
    law = load(shown, "CONSTITUTION.md")
    assert (law.rules["M003"], law.assisted_by) == ("off", "off")
    assert law.exempt.authors == ("*@example.com",)
    assert law.subtrees[0].only == ("team-a/**",)


VALIDATOR = jsonschema.Draft202012Validator(schema.schema())


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema())
    front = yaml.load(FULL.split("---\n")[1], yaml.BaseLoader)
    VALIDATOR.validate(json.loads(json.dumps(_typed(front))))


def _typed(value: Any) -> Any:
    """What an editor's YAML makes of plain words."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    words = {"true": True, "false": False, "no": False}
    return int(value) if value.isdigit() and value != "0123456" else words.get(value, value)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"agentops": 2},
        {"agentops": 1, "extend": "core"},
        {"agentops": 1, "rules": {"T001": "fatal"}},
        {"agentops": 1, "rules": {"T099": "error"}},
        {"agentops": 1, "subject": {"max": 5}},
        {"agentops": 1, "gates": [{"name": "a"}]},
        {"agentops": 1, "requires": "new"},
        {"agentops": 1, "exemptions": {"max_hours": "many"}},
    ],
)
def test_the_schema_refuses_mistakes(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(wrong)


TEXTS = {
    "glob": ["*.md", "docs/**", "/a"],
    "ref-glob": ["main", "release/*"],
    "author-glob": ["*@mirror.invalid", "Sync"],
    "path": ["docs/a", "@a/b.lock"],
    "trailer-key": ["Intent", "Learning", "Signed-off-by"],
    "own-key": ["Ticket"],
    "commit-type": ["feat", "docs"],
    "type-name": ["feat", "docs"],
    "rule-code": ["T001", "M003", "G004"],
    "guard-code": ["G900", "G999"],
    "version": [">=0.1"],
    "revision": ["v1.0", "0123456"],
    "commit-url": ["https://git.example.invalid/team/app/commit/"],
    "slug": ["unit-tests"],
    "regex": [r"print\(", "a+b"],
    "command": ["make test", "sh -c 'true && true'"],
    "ssh-key": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA"],
    "principal": ["ann@example.invalid"],
    "date": ["2024-02-29"],
    "text": ["Ann", "日本語: x # y"],
    "": ["", "two\nlines"],
}


def values(of: shape.Shape) -> st.SearchStrategy[Any]:
    """Values that a file may state for a shape."""
    if of.kind == "record":
        known = shape.settings(of.record)
        needed = {name: values(at.shape) for name, at in known.items() if at.needed}
        others = {name: values(at.shape) for name, at in known.items() if not at.needed}
        return st.fixed_dictionaries(needed, optional=others)
    if of.kind == "mapping" and of.key and of.item:
        return st.dictionaries(values(of.key), values(of.item), max_size=2)
    if of.kind == "list" and of.item:
        # Two records may be one once defaults are filled in, and a list holds nothing twice.
        size = 1 if of.item.kind == "record" else 2
        return st.lists(values(of.item), max_size=size, unique=size > 1)
    if of.bounds:
        return st.sampled_from([of.bounds[0], of.bounds[-1]])
    words = [int(word) if word.isdigit() else word for word in of.words]
    return st.booleans() if of.kind == "bool" else st.sampled_from(words or TEXTS[of.form])


@settings(max_examples=60, deadline=None)
@given(values(shape.shape_of(Constitution)))
def test_whatever_the_types_allow_loads_and_survives_the_cache(stated: dict[str, Any]) -> None:
    from agentops_git.constitution.nodes import compose

    stated = {**stated, "agentops": 1}
    VALIDATOR.validate(stated)
    node, refused = compose(yaml.safe_dump(stated, allow_unicode=True, sort_keys=False))
    reader = Reader(Words(("Ticket",), ("feat", "docs")), lenient=False)
    assert node is not None
    law = reader.read(shape.shape_of(Constitution), node, "", PRESETS["core"])
    assert (refused, reader.problems, reader.warnings) == ([], [], [])
    assert from_json(to_json(law)) == law
    assert all(clash.text for clash in clashes(law))
