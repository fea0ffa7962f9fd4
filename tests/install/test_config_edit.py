"""Somebody's .pre-commit-config.yaml with our hooks in it: nothing else changes."""

import pytest
import yaml

from agentops_git.install.config_edit import CannotEditError, edit, parse
from agentops_git.install.snippet import TYPES, repo_entry, whole
from agentops_git.install.source import Origin

ENTRY = repo_entry(Origin("https://example.invalid/agentops-git", "v0.1.0"))
BLOCK = """\
- repo: https://example.invalid/agentops-git
  rev: v0.1.0
  hooks:
  - id: agentops-commit-msg
  - id: agentops-guard
  - id: agentops-check
"""
KEY = "default_install_hook_types"
HEAD = "default_install_hook_types: [pre-commit, commit-msg, pre-push]\n"
THEIRS = "- repo: https://example.invalid/a\n  rev: v1\n  hooks:\n  - id: x  # why\n"


def indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", HEAD + "repos:\n" + BLOCK),
        ("# ours\n", "# ours\n" + HEAD + "repos:\n" + BLOCK),
        ("# no newline", "# no newline\n" + HEAD + "repos:\n" + BLOCK),
        ("repos: []\n", HEAD + "repos:\n" + BLOCK),
        ("repos: []  # none yet\nci: {}\n", HEAD + "repos:  # none yet\n" + BLOCK + "ci: {}\n"),
        ("repos:\n", HEAD + "repos:\n" + BLOCK),
        ("repos:", HEAD + "repos:\n" + BLOCK),
        ("exclude: ^vendor\n", HEAD + "exclude: ^vendor\nrepos:\n" + BLOCK),
        (f"# head\nrepos:\n{THEIRS}", f"# head\n{HEAD}repos:\n{THEIRS}{BLOCK}"),
        (
            f"repos:\n{THEIRS}\n\n# tail\nci: {{}}\n",
            f"{HEAD}repos:\n{THEIRS}{BLOCK}\n\n# tail\nci: {{}}\n",
        ),
        (f"repos:\n{indented(THEIRS)}", f"{HEAD}repos:\n{indented(THEIRS)}{indented(BLOCK)}"),
        (f"---\nrepos:\n{THEIRS}...\n", f"---\n{HEAD}repos:\n{THEIRS}{BLOCK}...\n"),
        (f"\ufeffrepos:\n{THEIRS}", f"\ufeff{HEAD}repos:\n{THEIRS}{BLOCK}"),
        (
            f"{KEY}: [commit-msg]  # mine\nrepos:\n{THEIRS}",
            f"{KEY}: [commit-msg, pre-commit, pre-push]  # mine\nrepos:\n{THEIRS}{BLOCK}",
        ),
        (
            f"{KEY}:\n  - pre-commit  # m\nrepos:\n{THEIRS}",
            f"{KEY}:\n  - pre-commit  # m\n  - commit-msg\n  - pre-push\nrepos:\n{THEIRS}{BLOCK}",
        ),
        (
            f"{KEY}: [pre-commit,\n  commit-msg,\n]\nrepos: []\n",
            f"{KEY}: [pre-commit,\n  commit-msg, pre-push,\n]\nrepos:\n{BLOCK}",
        ),
    ],
)  # fmt: skip
def test_text_is_inserted_and_nothing_rewritten(before: str, after: str) -> None:
    assert edit(before, ENTRY) == after
    assert edit(after, ENTRY) == after


@pytest.mark.parametrize(
    "before",
    [
        "{repos: [{repo: a, rev: b, hooks: [{id: x}]}]}",
        "{repos: []}",
        "{ci: {}}",
        "{default_install_hook_types: [pre-commit], repos: [{repo: a, rev: b, hooks: [{id: x}]},]}",
        "repos: [\n  {repo: a, rev: b, hooks: [{id: x}]},\n]\n",
        "repos:\n- repo: a\n  rev: b\n  hooks: [{id: x}]",
        "repos:\n- repo: a\n  rev: b\n  hooks:\n  - id: x\n    args:\n    - |\n      a\n      b\n",
        "repos:\n- repo: a\n  rev: b\n  hooks:\n  - id: x\n    args: ['it''s', \"a \\\"b\\\"\"]\n",
        "repos:\n- hooks:\n  - {id: x}\n  repo: a\n  rev: b\n\tci: {}\n".replace("\n\tci", "\nci"),
    ],
)
def test_flow_style_and_odd_scalars(before: str) -> None:
    after = edit(before, ENTRY)
    assert parse(after)["repos"] == [*(parse(before).get("repos") or []), ENTRY]
    assert set(parse(after)["default_install_hook_types"]) == set(TYPES)
    assert edit(after, ENTRY) == after


def test_carriage_returns_stay() -> None:
    after = edit(f"repos:\n{THEIRS}".replace("\n", "\r\n"), ENTRY)
    assert after == f"{HEAD}repos:\n{THEIRS}{BLOCK}".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (
            "repos:\n- repo: a\n\thooks: []\n",
            "line 3: found character '\\t' that cannot start any token",
        ),
        ("- a\n", "it is no mapping"),
        ("repos: x\n", "repos is no list"),
        ("default_install_hook_types: commit-msg\n", "default_install_hook_types is no list"),
        ("repos: []\nrepos: []\n", "its layout is one that this tool does not edit"),
        ("a: &a [1]\nrepos: *a\n", "its layout is one that this tool does not edit"),
        ("repos: []\n---\nrepos: []\n", "line 2: but found another document"),
        ("repos: [\n", "line 2: expected the node content, but found '<stream end>'"),
        (
            "a: !!python/object:os.system x\n",
            "line 1: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/object:os.system'",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_is_refused(before: str, why: str) -> None:
    with pytest.raises(CannotEditError) as refused:
        edit(before, ENTRY)
    assert str(refused.value) == why


def test_hooks_of_ours_from_anywhere_are_enough() -> None:
    theirs = (
        "repos:\n- repo: https://fork.invalid/x\n  rev: v0\n  hooks:\n  - id: agentops-commit-msg\n"
    )
    assert edit(theirs, ENTRY) == HEAD + theirs


def test_the_local_entry_runs_what_is_on_path() -> None:
    value = yaml.safe_load(whole(repo_entry(None)))
    assert value["repos"][0]["repo"] == "local"
    assert [(h["id"], h["language"], h["entry"]) for h in value["repos"][0]["hooks"]] == [
        ("agentops-commit-msg", "system", "agentops-git hook commit-msg"),
        ("agentops-guard", "system", "agentops-git hook pre-commit"),
        ("agentops-check", "system", "agentops-git hook pre-push"),
    ]
