"""``agentops-git backlog add|score|assign|start|defer|drop|done|reopen``, as a user runs them."""

import json
from typing import Any

import pytest

from agentops_git.message.ids import improvement_id
from tests.conftest import EPOCH, Repo

SCHEMA = "generate the config schema"
NOTED = "agentops-git: noted; share it: agentops-git sync\n"
ALREADY = "agentops-git: it stands so already; nothing was written\n"
ID = improvement_id(SCHEMA)[:16]


@pytest.fixture
def raised(repo: Repo) -> Repo:
    """A history that raises one item."""
    repo.commit(f"feat: a\n\nIntent: b c d\nImprovement: {SCHEMA} (impact 9, effort 2)\n")
    return repo


def item(repo: Repo, text: str = SCHEMA) -> dict[str, Any]:
    """The item that bears a text."""
    found = json.loads(repo.tool("backlog", "--json").stdout)["improvements"]
    (one,) = [one for one in found if one["id"] == improvement_id(text)]
    return dict(one)


def again(repo: Repo, text: str = SCHEMA) -> str:
    """A commit that raises an item once more."""
    return repo.commit(f"feat: again\n\nIntent: b c d\nImprovement: {text}\n")


def test_an_item_is_added_on_the_last_commit_which_stays_as_it_is(raised: Repo) -> None:
    head = raised.head()
    ran = raised.tool(
        "backlog", "add", "say which\n key is empty", "--impact", "6", "--effort", "2",
        "--owner", "Bo", "--due", "2023-12-24",
    )  # fmt: skip
    oid = improvement_id("say which key is empty")[:16]
    assert (
        ran.stdout == f" 54  medium    {oid}  say which key is empty (owner: Bo; due 2023-12-24)\n"
    )
    assert ran.stderr == NOTED
    assert raised.head() == head
    assert raised.tool("backlog").stdout == (
        "2 identified, 0 done (0%); open for 0 days in the median, 0 days at most\n"
        "0 of 1 change with a record resolved an item (0%, target 20%)\n"
        f"   81  high      {ID}  {SCHEMA}\n"
        f"   54  medium    {oid}  say which key is empty (owner: Bo; due 2023-12-24)\n"
    )


def test_an_item_moves_and_the_queue_shows_where_it_stands(raised: Repo) -> None:
    start = raised.tool("backlog", "start", ID, "--owner", "Ann", "--due", "2023-11-01")
    assert (start.stdout, start.stderr) == (
        f" 81  high      {ID}  {SCHEMA} (in progress; owner: Ann; due 2023-11-01, overdue)\n",
        NOTED,
    )
    assert raised.tool("backlog", "start", ID, "--owner", "Ann").stderr == ALREADY
    defer = raised.tool("backlog", "defer", ID, "--until", "2024-01-01", "--reason", "after 2.0")
    assert defer.stdout == (
        f" 81  high      {ID}  {SCHEMA} (deferred until 2024-01-01 by Ann; reason: after 2.0; "
        "owner: Ann; due 2023-11-01, overdue)\n"
    )
    assert raised.tool("backlog").stdout == (
        "1 identified, 0 done (0%), 1 deferred\n"
        "0 of 1 change with a record resolved an item (0%, target 20%)\n"
    )
    drop = raised.tool("backlog", "drop", ID, "--reason", "no one asks").stdout
    assert drop == (
        f" 81  high      {ID}  {SCHEMA} (dropped 2023-11-14 by Ann; reason: no one asks; "
        "owner: Ann)\n"
    )
    assert raised.tool("backlog", "done", ID).stdout == (
        f" 81  high      {ID}  {SCHEMA} (done 2023-11-14 by Ann; owner: Ann)\n"
    )
    raised.tool("backlog", "assign", ID, "--owner", "", "--due", "")
    reopened = raised.tool("backlog", "reopen", ID).stdout
    assert reopened == f" 81  high      {ID}  {SCHEMA}\n"
    assert raised.tool("backlog", "reopen", ID).stderr == ALREADY


def test_programs_are_told_how_the_item_stands(raised: Repo) -> None:
    said = json.loads(raised.tool("backlog", "start", ID[4:12], "--owner", "Ann", "--json").stdout)
    assert said == {"version": 1, "improvement": item(raised)}
    assert (said["improvement"]["status"], said["improvement"]["owner"]) == ("in progress", "Ann")


@pytest.mark.slow
def test_the_last_score_holds_whether_decided_or_stated(raised: Repo) -> None:
    def scores() -> tuple[int | None, int | None]:
        return item(raised)["impact"], item(raised)["effort"]

    raised.tool("backlog", "score", ID, "--impact", "4")
    assert scores() == (4, 2)
    raised.commit(f"feat: b\n\nIntent: b c d\nImprovement: {SCHEMA} (impact 7, effort 3)\n")
    assert scores() == (7, 3)
    raised.tool("backlog", "score", ID, "--impact", "2", "--effort", "1")
    assert scores() == (2, 1)
    again(raised)
    assert scores() == (2, 1)


@pytest.mark.slow
def test_a_decision_holds_whatever_the_clock_of_its_maker_says(raised: Repo) -> None:
    raised.commit(
        f"feat: b\n\nIntent: b c\nImprovement: {SCHEMA} (impact 1)\n",
        GIT_AUTHOR_DATE="2099-01-01T00:00:00Z",
    )
    for word, status in (("start", "in progress"), ("defer", "deferred"), ("done", "done")):
        raised.tool("backlog", word, ID)
        assert item(raised)["status"] == status
    raised.tool("backlog", "score", ID, "--impact", "5")
    assert item(raised)["impact"] == 5


def test_what_is_raised_after_it_was_done_is_open_again(raised: Repo) -> None:
    raised.commit(f"feat: do it\n\nIntent: b c d\nResolves: {ID}\n")
    assert item(raised)["status"] == "done"
    undone = again(raised)
    found = item(raised)
    assert (found["status"], found["resolved_by"], len(found["evidence"])) == ("open", [], 2)
    raised.commit(f'Revert "feat: again"\n\nThis reverts commit {undone}.\n')
    assert item(raised)["status"] == "done"


def test_a_commit_that_raises_what_it_resolves_completes_it(repo: Repo) -> None:
    repo.commit(f"feat: a\n\nIntent: b c\nImprovement: {SCHEMA}\nResolves: {ID}\n")
    assert item(repo)["status"] == "done"


def test_a_fast_clock_in_the_commit_that_raised_it_keeps_nothing_open(repo: Repo) -> None:
    repo.commit(
        f"feat: a\n\nIntent: b c\nImprovement: {SCHEMA}\n", GIT_AUTHOR_DATE="2030-01-01T00:00:00Z"
    )
    repo.commit(f"feat: b\n\nIntent: b c\nResolves: {ID}\n")
    assert item(repo)["status"] == "done"


def test_adding_what_is_done_opens_it_again(raised: Repo) -> None:
    raised.commit(f"feat: do it\n\nIntent: b c d\nResolves: {ID}\n")
    assert raised.tool("backlog", "add", SCHEMA).stdout == f" 81  high      {ID}  {SCHEMA}\n"
    raised.tool("backlog", "done", ID)
    assert raised.tool("backlog", "add", SCHEMA).stdout == f" 81  high      {ID}  {SCHEMA}\n"


def test_what_was_put_off_comes_back_on_its_day_by_the_clock_of_the_commit(raised: Repo) -> None:
    raised.tool("backlog", "defer", ID, "--until", "2023-12-01", "--reason", "after 2.0")
    raised.commit("chore: a", GIT_COMMITTER_DATE="2023-11-30T23:59:59Z")
    assert (item(raised)["status"], item(raised)["until"]) == ("deferred", "2023-12-01")
    raised.commit("chore: b", GIT_COMMITTER_DATE="2023-12-01T00:00:00Z")
    found = item(raised)
    assert (found["status"], found["until"], found["reason"]) == ("open", None, None)
    assert found["age_days"] == 16


def test_what_was_dropped_stays_so_and_says_that_it_was_raised_again(raised: Repo) -> None:
    raised.tool("backlog", "drop", ID, "--reason", "no one asks")
    commit = again(raised)
    assert raised.tool("backlog").stdout == (
        "1 identified, 0 done (0%), 1 dropped\n"
        "0 of the 2 changes with a record resolved an item (0%, target 20%)\n"
        f"   81  high      {ID}  {SCHEMA} (dropped 2023-11-14 by Ann; reason: no one asks; "
        "raised again since, 1 time, last 2023-11-15)\n"
    )
    assert [one["commit"] for one in item(raised)["raised_again"]] == [commit]
    added = raised.tool("backlog", "add", SCHEMA)
    assert added.stderr == (
        f"{NOTED}agentops-git: it stays dropped; take that back: agentops-git backlog reopen {ID}\n"
    )
    raised.tool("backlog", "drop", ID, "--reason", "still no one")
    assert item(raised)["raised_again"] == []


def test_done_by_a_commit_is_a_note_on_it_that_a_revert_takes_back(raised: Repo) -> None:
    done = raised.commit("feat: schema", {"schema.json": "{}"})
    raised.commit("chore: on")
    ran = raised.tool("backlog", "done", ID, "--by", "HEAD~1")
    assert (ran.stdout, ran.stderr) == (f" 81  high      {ID}  {SCHEMA} (done 2023-11-15)\n", NOTED)
    assert [one["commit"] for one in item(raised)["resolved_by"]] == [done]
    report = json.loads(raised.tool("backlog", "--json").stdout)["report"]
    assert (report["changes"], report["improving"], report["share"]) == (2, 1, 0.5)
    second = raised.tool("backlog", "done", ID, "--by", done)
    assert second.stderr == "agentops-git: that stands noted already\n"
    raised.commit(f'Revert "feat: schema"\n\nThis reverts commit {done}.\n')
    assert item(raised)["status"] == "open"


def test_near_equal_texts_are_one_item_that_goes_by_all_their_ids(raised: Repo) -> None:
    other = "generate config schemas"
    again(raised, f"{other} (impact 5)")
    again(raised, "generate no config schema")
    found = item(raised)
    assert found["also"] == [{"id": improvement_id(other), "text": other}]
    assert (found["impact"], found["priority"], len(found["evidence"])) == (5, 45, 2)
    assert item(raised, "generate no config schema")["also"] == []
    raised.commit(f"feat: do it\n\nIntent: b c d\nResolves: {improvement_id(other)[:16]}\n")
    assert item(raised)["status"] == "done"
    raised.tool("backlog", "reopen", improvement_id(other))
    assert item(raised)["status"] == "open"


def test_a_decision_outlives_the_wording_that_it_named(raised: Repo) -> None:
    first = raised.head()
    again(raised, "generate config schemas")
    raised.tool("backlog", "drop", ID)
    raised.commit(f'Revert "feat: a"\n\nThis reverts commit {first}.\n')
    assert item(raised, "generate config schemas")["status"] == "dropped"


def test_a_squash_copy_of_the_resolution_does_not_close_it_once_more(raised: Repo) -> None:
    done = raised.commit(f"feat: b\n\nIntent: b c\nResolves: {ID}\n", {"b": "1"})
    raised.tool("backlog", "reopen", ID)
    raised.git("revert", "--no-edit", "HEAD")
    raised.git("revert", "--no-edit", "HEAD")
    raised.clock += 7200
    raised.commit(
        f"feat: c\n\nSquashed commit of the following:\n\ncommit {done}\n"
        "Author: Ann <ann@example.invalid>\nDate:   Tue Nov 14 22:13:20 2023 +0000\n\n"
        f"    feat: b\n\n    Intent: b c\n    Resolves: {ID}\n"
    )
    assert item(raised)["status"] == "open"


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["add", ""], "Improvement is empty; write: agentops-git backlog add "
         "'what should get better' --impact 6 --effort 2"),
        (["add", " \n "], "Improvement is empty; write: agentops-git backlog add "
         "'what should get better' --impact 6 --effort 2"),
        (["add", "speed it up (impact 11)"], "Improvement has a score as (impact 1-10, effort "
         "1-10); write: agentops-git backlog add 'what should get better' --impact 6 --effort 2"),
        (["add", "x " * 40_000], "the text has 79,999 characters; 65,536 are read"),
        (["add", "speed it up", "--impact", "11"], "Invalid value for '--impact': 11 is not in "
         "the range 1<=x<=10; see agentops-git backlog add --help"),
        (["add", "speed it up", "--due", "soon"], "'soon' is no date; write 2024-05-31"),
        (["defer", ID, "--until", "2024-02-30"], "'2024-02-30' is no date; write 2024-05-31"),
        (["defer", ID, "--until", "2023-11-14"], "2023-11-14 is over by the date of HEAD's commit "
         "(2023-11-14); name a later day, or none"),
        (["score", ID], "say what it scores: --impact N, --effort N, or both, from 1 to 10"),
        (["assign", ID], "say who, or until when: --owner NAME, --due YYYY-MM-DD, or both"),
        (["start", "imp-00000000"], "no id begins with imp-00000000; see: agentops-git backlog"),
        (["start", "imp-0000"], "'imp-0000' is no id; give lrn-, imp- or pat- and at least 8 hex "
         "digits; see: agentops-git backlog"),
        (["drop", "the\x1b[2J schema"], "'the\\x1b[2J schema' is no id; give lrn-, imp- or pat- "
         "and at least 8 hex digits; see: agentops-git backlog"),
        (["done", ID, "--by", "nowhere"],
         "no commit is named 'nowhere'; see git log --oneline --all"),
        (["--write", "add", "speed it up"],
         "the options of backlog go after add; see agentops-git backlog add --help"),
        (["finish", ID], "No such command 'finish'; see agentops-git backlog --help"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_writes_nothing(raised: Repo, argv: list[str], line: str) -> None:
    ran = raised.tool("backlog", *argv, code=2)
    assert (ran.stdout, ran.stderr) == ("", f"agentops-git: {line}\n")
    assert raised.git("for-each-ref", "refs/notes") == ""


def test_a_commit_that_is_not_in_the_history_completes_nothing_here(raised: Repo) -> None:
    raised.git("switch", "--quiet", "--orphan", "other")
    other = raised.commit("feat: elsewhere", {"a": "1"})
    raised.git("switch", "--quiet", "main")
    ran = raised.tool("backlog", "done", ID, "--by", other, code=2)
    assert ran.stderr == (
        f"agentops-git: '{other}' is not in HEAD's history; "
        "name a commit that is, or run this where it is\n"
    )


def test_an_id_that_may_mean_several_is_refused_with_the_candidates(raised: Repo) -> None:
    for text in ("speed up part 69079 of it", "speed up part 89979 of it"):  # ids that begin alike
        raised.tool("backlog", "add", text)
    ran = raised.tool("backlog", "start", "imp-ee476d66", code=2)
    assert ran.stderr == (
        "agentops-git: imp-ee476d66 is ambiguous; it may be "
        "imp-ee476d663 or imp-ee476d66d; see: agentops-git backlog\n"
    )
    raised.tool("backlog", "start", improvement_id("speed up part 69079 of it")[:20])


@pytest.mark.slow
def test_texts_that_look_like_something_else_stay_texts(raised: Repo) -> None:
    texts = ["--quiet hides warnings", "- a dash first", "<!-- agentops:end low --> | `x` [a](b)"]
    for text in texts:
        raised.tool("backlog", "add", "--impact", "1", "--effort", "10", "--", text)
    raised.tool("backlog", "start", improvement_id(texts[2]), "--owner", "Bo | <b>\x1b[2J")
    raised.tool("backlog", "--write")
    written = (raised.path / "BACKLOG.md").read_text()
    assert (
        r"\<!-- agentops:end low --\> \| \`x\` \[a\](b) (priority 1, impact 1, effort 10)"
        r" · in progress · owner: Bo \| \<b\>\\x1b\[2J · since 2023-11-14"
    ) in written
    assert raised.tool("backlog", "--check").said == ""
    assert raised.tool("backlog", "--write").stderr == (
        "agentops-git: nothing to write: the files say what history says\n"
    )


def test_before_the_first_commit_nothing_can_be_noted(repo: Repo) -> None:
    assert repo.tool("backlog").stdout == (
        "0 identified, 0 done (0%)\nNo change carries a record yet (target: 20% resolve an item)\n"
    )
    ran = repo.tool("backlog", "add", "speed it up", code=3)
    assert ran.stderr == (
        "agentops-git: there is no commit here yet that an item could be noted on; commit first\n"
    )


@pytest.mark.slow
def test_ties_in_one_second_are_settled_by_what_was_seen(raised: Repo) -> None:
    when = f"{EPOCH + 9000} +0000"
    for word in ("start", "defer", "drop", "reopen", "start", "defer"):
        raised.tool("backlog", word, ID, GIT_COMMITTER_DATE=when)
    assert item(raised)["status"] == "deferred"
