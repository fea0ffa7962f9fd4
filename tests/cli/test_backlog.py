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
        "4 identified, 1 done (25%)\n"
        f"   81  high      {improvement_id(SCHEMA)[:16]}  {SCHEMA}\n{unscored}"
    )


def test_json_holds_what_is_documented(planned: Repo) -> None:
    found = json.loads(planned.tool("backlog", "--json").stdout)
    assert found["report"] == {
        "identified": 4, "done": 1, "execution_rate": 0.25,
        "oldest_open_days": 0, "median_open_days": 0,
    }  # fmt: skip
    by_text = {one["text"]: one for one in found["improvements"]}
    done = by_text[CACHE + "."]
    assert (done["id"], done["status"], done["priority"]) == (improvement_id(CACHE), "done", 40)
    assert done["resolved_by"][0]["commit"] == planned.head()
    untested = by_text["Windows paths"]
    assert (untested["kind"], untested["priority"], untested["status"]) == (
        "not-tested", None, "open",
    )  # fmt: skip
    assert by_text[SCHEMA]["impact"] == 9 and by_text[SCHEMA]["effort"] == 2
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


def test_the_file_is_what_people_read(planned: Repo) -> None:
    assert planned.tool("backlog", "--write").stderr == "agentops-git: wrote BACKLOG.md\n"
    text = (planned.path / "BACKLOG.md").read_text()
    first, second, last = (planned.head(f"HEAD~{back}")[:12] for back in (2, 1, 0))
    assert "4 identified, 1 resolved (25% done); open for 0 days in the median, 0 at most." in text
    item = f"`{improvement_id(SCHEMA)[:16]}` {SCHEMA} (priority 81, impact 9, effort 2)"
    assert (
        f"""\
## High priority

<!-- agentops:begin high -->
- [ ] {item} · since 2023-11-14 `{first}`
<!-- agentops:end high -->

## Medium priority

<!-- agentops:begin medium -->
Nothing.
<!-- agentops:end medium -->
"""
        in text
    )
    assert f"not tested: Windows paths · since 2023-11-15 `{second}`" in text
    assert f"- [x] `{improvement_id(CACHE)[:16]}` {CACHE}. · 2023-11-15 `{last}`" in text
    assert planned.tool("backlog", "--check").said == ""


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
    planned.commit(f"feat: d\n\nIntent: x y\nImprovement: {CACHE}\n", {"src/a": "1"})
    found = json.loads(planned.tool("learnings", "--json", "--path", "src").stdout)
    assert [one["status"] for one in found["improvements"]] == ["done"]
