"""``agentops-git explain`` and ``agentops-git rules``, as a user calls them."""

import json
from pathlib import Path

import pytest

from agentops_git.rules.registry import RULES
from tests.conftest import Repo, run

T005 = """\
T005 learning-repeats (warn by default)

A Learning says what the subject or another trailer says already.
A learning is the part that is true beyond this commit. One that repeats the subject
tells the next reader only what was done here.

Bad:

    fix(parser): reject empty config values

    Intent: fail loudly on a config that cannot work
    Context: three support cases this week ended at an empty DB_URL
    Learning: Reject empty config values.

Good:

    fix(parser): reject empty config values

    Intent: fail loudly on a config that cannot work
    Context: three support cases this week ended at an empty DB_URL
    Learning: validate that a value is usable, not only that it is present

To configure, in the front matter of CONSTITUTION.md:

    rules:
      T005: warn  # error, warn or off

"""


def test_a_rule_is_explained_outside_any_repository(tmp_path: Path) -> None:
    done = run("agentops-git", "explain", "t005", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (T005, "")


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("T01", "T001, T002, T003, T004, T005"),
        ("M0001", "M001, M002, M003, M004, M005"),
        ("placeholder", "T003"),
        ("zebra", "M001, M002, M003, M004, M005"),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest(repo: Repo, given: str, tried: str) -> None:
    done = repo.tool("explain", given, code=2)
    assert done.stdout == ""
    assert done.stderr == f"agentops-git: explain: there is no rule '{given}'; try {tried}\n"


def test_an_unknown_code_cannot_write_to_the_terminal(repo: Repo) -> None:
    done = repo.tool("explain", "\x1b[31mT1\n2", code=2)
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_a_rule_as_json(repo: Repo) -> None:
    rule = json.loads(repo.tool("explain", "--json", "M005").stdout)
    assert {key: rule[key] for key in ("version", "code", "name", "level")} == {
        "version": 1,
        "code": "M005",
        "name": "control-characters",
        "level": "error",
    }
    assert "\\x1b" in rule["bad"]


def test_the_catalogue_as_a_list(repo: Repo) -> None:
    lines = repo.tool("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert lines[7] == (
        "T001  error  trailer-required    "
        "A trailer that the law requires is missing from the last paragraph."
    )


def test_the_catalogue_as_json(repo: Repo) -> None:
    catalogue = json.loads(repo.tool("rules", "--json").stdout)
    assert catalogue["version"] == 1
    assert [rule["code"] for rule in catalogue["rules"]] == list(RULES)
    assert {tuple(rule) for rule in catalogue["rules"]} == {
        ("code", "name", "level", "what", "why", "bad", "good", "configure")
    }


def test_the_catalogue_as_a_page(repo: Repo) -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert repo.tool("rules", "--markdown").stdout == page.read_text("utf-8")


def test_help_has_an_example(repo: Repo) -> None:
    assert "agentops-git explain T001" in repo.tool("explain", "--help").stdout
    assert "agentops-git rules" in repo.tool("rules", "--help").stdout
