"""The examples of the catalogue's rules on changes prove themselves."""

import re

import pytest

from agentops_git.constitution.guards import Guardrails
from agentops_git.constitution.load import load
from agentops_git.git.changes import Change, FileChange, Version
from agentops_git.rules.changes.guarded import guarded
from agentops_git.rules.changes.judge import CHECKS, judge_change
from agentops_git.rules.changes.model import Blob, Case
from agentops_git.rules.docs.changes import TEXTS
from tests.rules.changing import NONE

_LINE = re.compile(r"([AMD]) (\S+)(?: -> (\S+))?(?: \((.*)\))?")
_URLS = {
    "before": b'[submodule "lib"]\npath=lib\nurl=https://one.invalid\n',
    "another url for lib": b'[submodule "lib"]\npath=lib\nurl=https://two.invalid\n',
    "one submodule more": b'[submodule "lib"]\npath=lib\nurl=https://one.invalid\n'
    b'[submodule "new"]\npath=new\nurl=https://new.invalid\n',
}


def example(text: str, configure: str) -> Case:
    """The change that an example of the catalogue names, under the law that it states."""
    law = load(f"---\nagentops: 1\n{configure}---\n", "CONSTITUTION.md")
    files, blobs = list[FileChange](), {"before": Blob(1, data=_URLS["before"])}
    agents: tuple[str, ...] = ()
    for line in text.splitlines():
        if line.startswith("Assisted-by: "):
            agents = (line.partition(": ")[2],)
            continue
        match = _LINE.fullmatch(line)
        assert match, line
        kind, path, target, said = match.groups(default="")
        size = re.match(r"(\d+) KiB", said)
        data = target.encode() or _URLS.get(said, b"")
        blobs[path] = Blob(int(size[1]) * 1024 if size else 1, "binary" in said, data)
        mode = "120000" if target else "100755" if said == "executable" else "100644"
        old = NONE if kind == "A" else Version("100644", "before")
        files.append(FileChange(path, (old,), NONE if kind == "D" else Version(mode, path)))
    rails = law.guardrails or Guardrails()
    return Case(Change(None, tuple(files)), law, rails, blobs, agents)


@pytest.mark.parametrize("code", [code for code, _ in CHECKS])
def test_a_bad_example_breaks_its_rule_and_a_good_one_none(code: str) -> None:
    text = TEXTS[code]
    bad = list(judge_change(example(text.bad, text.configure)))
    assert {found for found, _ in bad} == {code}
    assert all(fault.suggestion for _, fault in bad)
    assert list(judge_change(example(text.good, text.configure))) == []


def test_the_examples_of_a_guarded_path() -> None:
    text = TEXTS["G002"]
    bad, good = example(text.bad, text.configure), example(text.good, text.configure)
    assert [found.why for found in guarded(bad.change, bad.law)] == [
        "the constitution protects it",
        "CI configuration",
    ]
    assert guarded(good.change, good.law) == ()


def test_every_rule_on_changes_is_explained() -> None:
    assert {code for code, _ in CHECKS} | {"G001", "G002"} == set(TEXTS)
