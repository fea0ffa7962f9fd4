"""``agentops-git backlog``, as a user runs it."""

import json
from typing import Any

import pytest

from agentops_git.message.ids import improvement_id
from tests.conftest import Repo

SCHEMA = "generate the config schema"
CACHE = "cache the parsed config"


@pytest.fixture
def planned(repo: Repo) -> Repo:
    """A history that raises four items and completes one."""
    repo.commit(f"feat: a\n\nIntent: b c d\nImprovement: {SCHEMA} (impact 9, effort 2)\n")
    repo.commit(
        f"feat: b\n\nIntent: c d e\nImprovement: {CACHE}. (impact 5, effort 3)\n"
        "Improvement: name the key in errors\nNot-tested: Windows paths\n"
    )
    done = improvement_id(CACHE)[:16]
    repo.commit(f"perf: c\n\nIntent: d e f\nResolves: {done}\n")
    return repo


def items(repo: Repo) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(repo.tool("backlog", "--json").stdout)["improvements"]
    return found


def test_people_see_what_is_open_best_first(planned: Repo) -> None:
    named = {improvement_id(text): text for text in ("name the key in errors", "Windows paths")}
    unscored = "".join(
        f"    –  unscored  {oid[:16]}  {text.replace('Windows', 'not tested: Windows')}\n"
        for oid, text in sorted(named.items())
    )
    assert planned.tool("backlog").stdout == (
        "4 identified, 1 done (25%); open for 0 days in the median, 0 days at most\n"
        "1 of the 3 changes with a record resolved an item (33%, target 20%)\n"
        f"   81  high      {improvement_id(SCHEMA)[:16]}  {SCHEMA}\n{unscored}"
    )


def test_json_holds_what_is_documented(planned: Repo) -> None:
    found = json.loads(planned.tool("backlog", "--json").stdout)
    assert found["report"] == {
        "identified": 4, "done": 1, "execution_rate": 0.25,
        "open": 3, "in_progress": 0, "deferred": 0, "dropped": 0,
        "oldest_open_days": 0, "median_open_days": 0,
        "changes": 3, "improving": 1, "share": 0.333, "target": 0.2,
    }  # fmt: skip
    by_text = {one["text"]: one for one in found["improvements"]}
    done = by_text[CACHE + "."]
    assert (done["id"], done["status"], done["priority"]) == (improvement_id(CACHE), "done", 40)
    assert done["resolved_by"][0]["commit"] == planned.head()
    untested = by_text["Windows paths"]
    assert (untested["kind"], untested["priority"], untested["status"]) == (
        "not-tested", None, "open",
    )  # fmt: skip
    evidence = by_text[SCHEMA].pop("evidence")
    assert [one["commit"] for one in evidence] == [planned.head("HEAD~2")]
    assert by_text[SCHEMA] == {
        "id": improvement_id(SCHEMA), "kind": "improvement", "text": SCHEMA, "also": [],
        "impact": 9, "effort": 2, "priority": 81, "band": "high", "status": "open",
        "owner": None, "due": None, "until": None, "reason": None, "age_days": 0,
        "resolved_by": [], "raised_again": [],
    }  # fmt: skip
    found = json.loads(planned.tool("backlog", "--json").stdout)
    learned = json.loads(planned.tool("learnings", "--json").stdout)
    assert learned["improvements"] == found["improvements"]


def test_the_last_scores_that_were_stated_count(repo: Repo) -> None:
    for score in ("(impact 2, effort 2)", "(impact 8, effort 4)", ""):
        repo.commit(f"feat: a\n\nIntent: b c\nImprovement: {SCHEMA} {score}\n")
    (one,) = items(repo)
    assert (one["impact"], one["effort"], one["priority"]) == (8, 4, 56)
    assert len(one["evidence"]) == 3


def test_a_reverted_resolution_opens_the_item_again(planned: Repo) -> None:
    planned.commit(f'Revert "perf: c"\n\nThis reverts commit {planned.head()}.\n')
    assert {one["status"] for one in items(planned)} == {"open"}


@pytest.mark.parametrize("word", ["#12", "imp-0000000000000000", "imp-12", "the cache one"])
def test_resolves_of_something_else_is_passed_over(repo: Repo, word: str) -> None:
    repo.commit(f"feat: a\n\nIntent: b c\nImprovement: {SCHEMA}\nResolves: {word}\n")
    assert [one["status"] for one in items(repo)] == ["open"]


FILE = """\
---
agentops: 1
kind: backlog
as_of: "{last}"
as_of_date: "2023-11-15T01:13:20Z"
notes: {{}}
---
# Backlog

What should get better, as commits and notes say it. `agentops-git backlog --write` keeps the
parts between the markers; everything else here is yours to edit. A commit that completes an
item says `Resolves: ID`; `agentops-git backlog start|score|assign|defer|drop|done ID` says the
rest.

<!-- agentops:begin report -->
4 identified, 1 done (25%); open for 0 days in the median, 0 days at most.

1 of the 3 changes with a record resolved an item (33%, target 20%).
<!-- agentops:end report -->

## In progress

<!-- agentops:begin in-progress -->
Nothing.
<!-- agentops:end in-progress -->

## High priority

<!-- agentops:begin high -->
- [ ] `{schema}` generate the config schema (priority 81, impact 9, effort 2) · since 2023-11-14 `{first}`
<!-- agentops:end high -->

## Medium priority

<!-- agentops:begin medium -->
Nothing.
<!-- agentops:end medium -->

## Low priority

<!-- agentops:begin low -->
Nothing.
<!-- agentops:end low -->

## Not scored

<!-- agentops:begin unscored -->
- [ ] `{errors}` name the key in errors · since 2023-11-15 `{second}`
- [ ] `{windows}` not tested: Windows paths · since 2023-11-15 `{second}`
<!-- agentops:end unscored -->

## Deferred

<!-- agentops:begin deferred -->
Nothing.
<!-- agentops:end deferred -->

## Done

<!-- agentops:begin done -->
- [x] `{cache}` cache the parsed config. · done 2023-11-15 · `{third}`
<!-- agentops:end done -->

## Dropped

<!-- agentops:begin dropped -->
Nothing.
<!-- agentops:end dropped -->
"""  # noqa: E501


def test_the_file_is_what_people_read(planned: Repo) -> None:
    assert planned.tool("backlog", "--write").stderr == "agentops-git: wrote BACKLOG.md\n"
    texts = {"schema": SCHEMA, "cache": CACHE, "errors": "name the key in errors"}
    ids = {name: improvement_id(text)[:16] for name, text in texts.items()}
    shas = {name: planned.head(f"HEAD~{2 - at}")[:12] for at, name in enumerate(NAMES)}
    assert (planned.path / "BACKLOG.md").read_text() == FILE.format(
        **ids, **shas, windows=improvement_id("Windows paths")[:16], last=planned.head()
    )
    assert planned.tool("backlog", "--check").said == ""


NAMES = ("first", "second", "third")


def test_ages_go_by_the_clock_of_the_commit(planned: Repo) -> None:
    planned.commit("chore: time goes on", GIT_COMMITTER_DATE="2023-12-01T00:00:00Z")
    report = json.loads(planned.tool("backlog", "--json").stdout)["report"]
    assert (report["oldest_open_days"], report["median_open_days"]) == (16, 15)


def test_only_the_backlog_is_written(planned: Repo) -> None:
    planned.tool("backlog", "--write")
    assert not (planned.path / "patterns").exists()
    (planned.path / "BACKLOG.md").write_text("# Mine\n")
    planned.tool("backlog", "--write", code=2)
    assert (planned.path / "BACKLOG.md").read_text() == "# Mine\n"


def test_a_note_raises_and_resolves_items(planned: Repo) -> None:
    planned.tool(
        "note", "add", "HEAD~2", "--improvement", "say it in one line (impact 9, effort 1)"
    )
    planned.tool("note", "add", "--resolves", improvement_id(SCHEMA)[:16])
    found = {one["text"]: one for one in items(planned)}
    assert found["say it in one line"]["priority"] == 90
    assert (found[SCHEMA]["status"], found[SCHEMA]["resolved_by"][0]["grade"]) == ("done", "noted")
    planned.tool("backlog", "--write")
    assert "refs/notes/agentops/learnings" in (planned.path / "BACKLOG.md").read_text()
    assert planned.tool("backlog", "--check").said == ""


def test_what_was_resolved_elsewhere_is_done_in_a_narrower_view(planned: Repo) -> None:
    names = "name the key in errors"
    planned.commit(f"feat: d\n\nIntent: x y\nImprovement: {names}\n", {"src/a": "1"})
    planned.commit(f"feat: e\n\nIntent: x y\nResolves: {improvement_id(names)}\n")
    found = json.loads(planned.tool("learnings", "--json", "--path", "src").stdout)
    assert [(one["text"], one["status"]) for one in found["improvements"]] == [(names, "done")]
    assert [one["subject"] for one in found["improvements"][0]["evidence"]] == ["feat: d"]
