"""``agentops-git audit bypass``: who broke the law, since when, and how it got by."""

import json

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, record


def test_it_names_each_commit_that_breaks_the_law(repo: Repo) -> None:
    repo.commit("old ways", {"a": "0"})
    base = repo.head()
    repo.commit(record("feat: the law"), {"CONSTITUTION.md": CORE})
    repo.commit(record("fix: lawful"), {"a": "1"})
    lawless = repo.commit("fix: past every hook\n", {"a": "2"}, GIT_AUTHOR_NAME="Eve")
    repo.git("switch", "--quiet", "--create", "side", base)
    older = repo.commit("fix: on an older base\n", {"b": "1"})
    repo.git("switch", "--quiet", "main")
    repo.git("-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--no-edit", "side")
    done = repo.tool("audit", "bypass", "HEAD", "--json", code=1)
    found = json.loads(done.stdout)
    rows = {row["commit"]: row for row in found["bypasses"]}
    assert {oid: row["how"] for oid, row in rows.items()} == {
        lawless: "unchecked",
        older: "older base",
    }
    assert rows[lawless]["author"] == "Eve <ann@example.invalid>"
    assert rows[lawless]["since"] == "2023-11-15T02:13:20Z"
    assert rows[lawless]["rules"] == ["T001"]
    assert found["before_the_law"] == 1
    assert (
        "1 commit from before the law left out"
        in repo.tool("audit", "bypass", "HEAD", code=1).stdout
    )


def test_an_exempted_commit_is_counted_and_not_listed(repo: Repo) -> None:
    repo.commit(record("feat: the law"), {"CONSTITUTION.md": CORE})
    repo.commit("fix: in a hurry\n", {"a": "2"})
    repo.tool("exempt", "T001", "--until", "1h", "--reason", "an outage", "--commit", "HEAD")
    found = json.loads(repo.tool("audit", "bypass", "HEAD", "--json").stdout)
    assert (found["bypasses"], found["exempted"]) == ([], 3)


def test_without_a_law_there_is_nothing_to_break(repo: Repo) -> None:
    repo.commit("fix: a thing\n", {"a": "2"})
    assert "no constitution rules here" in repo.tool("audit", "bypass", "HEAD", code=2).stderr
