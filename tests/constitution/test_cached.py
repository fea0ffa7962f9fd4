"""A loaded law as hooks find it again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agentops_git.constitution.cached import from_json, to_json
from agentops_git.constitution.load import load
from agentops_git.constitution.model import Constitution
from agentops_git.constitution.presets import PRESETS
from tests.constitution.files import FULL, law

ROOT = str(Path(__file__).parents[2])
LAWS: dict[str, Constitution] = {
    **{str(name): preset for name, preset in PRESETS.items()},
    "full": load(FULL, "CONSTITUTION.md"),
    "warned": load(law("requires: '>=0.9'", "new: 1"), "CONSTITUTION.md"),
}


@pytest.mark.parametrize("name", LAWS)
def test_round_trip(name: str) -> None:
    constitution = LAWS[name]
    again = from_json(to_json(constitution))
    assert again == constitution
    assert repr(again) == repr(constitution)
    assert "\n" not in to_json(constitution)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '["0.1.0", 1]',
        '["0.0.1", {" Constitution": []}]',
        '["0.1.0", {" Constitution": 1}]',
        '["0.1.0", {" Trailers": []}]',
        '["0.1.0", {" Nothing": []}]',
        '["0.1.0", {" Constitution": [1,2,3]}]',
        "[" * 100_000,
        to_json(Constitution())[:-3],
    ],
)
def test_what_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cached"):
        from_json(text)


@pytest.mark.parametrize("name", Constitution()._fields)
def test_a_law_of_before_a_field_was_added_is_read_anew(name: str) -> None:
    """A version in the making adds fields; what others stand behind must not move up."""
    version, held = json.loads(to_json(Constitution()))
    (fields,) = held.values()
    del fields[name]
    with pytest.raises(ValueError, match="other fields"):
        from_json(json.dumps([version, held]))


@pytest.mark.parametrize("name", ["core", "full"])
def test_reading_it_loads_nothing_heavy(name: str) -> None:
    """A hook pays for every import, in every commit."""
    heavy = "yaml dataclasses inspect subprocess pathlib logging tomllib click difflib textwrap"
    code = (
        "import sys\n"
        "from agentops_git.constitution.cached import from_json\n"
        "from agentops_git.constitution.policy import CommitFacts, policy_for\n"
        "from agentops_git.constitution.front import is_ours\n"
        "policy_for(from_json(sys.stdin.read()), CommitFacts())\n"
        f"print(*(name for name in '{heavy}'.split() if name in sys.modules))\n"
        "print('agentops_git.constitution.guards' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {ROOT!r})\n{code}"],
        input=to_json(LAWS[name]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["", str(name == "full")]
