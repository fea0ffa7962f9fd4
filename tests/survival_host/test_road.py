"""The whole road of a pull request that a host squashes: checked, pasted, or kept as notes."""

import json
from typing import Any

import pytest

from tests.conftest import Ran, Repo
from tests.survival_host.host import A, B, Host

pytestmark = pytest.mark.slow

TITLE = "feat: add b and mend a"
BLOCK = """\
Intent: let b be asked for; make the fifth line right
Context: three users asked for it; a user read it aloud
Learning: an option that nobody can find is not there
Learning: read aloud what people are to read
"""
LESSONS = [line.removeprefix("Learning: ") for line in BLOCK.splitlines()[2:]]


def checked(repo: Repo, host: str, code: int, *more: str) -> Ran:
    return repo.tool(
        "check", "origin/main..HEAD", "--squash", host, "--title", TITLE, "--number", "12",
        "--law", "origin/main", *more, code=code,
    )  # fmt: skip


def pasted(ran: Ran) -> str:
    return ran.stdout.partition("-- from here --\n")[2].partition("-- to here --")[0]


def mined(repo: Repo) -> dict[str, int]:
    """Each lesson, and how many times it counts."""
    found: dict[str, Any] = json.loads(repo.tool("learnings", "--json").stdout)
    return {one["text"]: len(one["evidence"]) for one in found["learnings"]}


def test_gitlab_takes_the_title_alone_so_the_check_fails_with_what_to_paste(host: Host) -> None:
    host.open(B, A)
    ran = checked(host.work, "gitlab", 1)
    assert (
        ran.stdout
        == f"""\
error T001  Intent is missing
error T001  Context is missing
error T001  Learning is missing

Intent: <what this change is to achieve>
Context: <what forced it: circumstances, constraints>
Learning: <the reusable lesson, true beyond this commit; or none (REASON)>

Why, and an example: agentops-git explain T001

What gitlab makes of these commits hides 4 lines of the records from git. Instead, \
paste it into 'Edit commit message' > 'Squash commit message' of the merge request:

-- from here --
{TITLE}

{BLOCK}-- to here --

For every pull request: Settings > Merge requests > Squash commit message template: %{{title}}, \
a blank line, %{{description}}; and end the description with the block.
What is not pasted is kept as notes by the push job: agentops-git note squashed
"""
    )


def test_what_was_pasted_lands_as_trailers_and_the_push_job_adds_nothing(host: Host) -> None:
    host.open(B, A)
    landed = host.squash(pasted(checked(host.work, "gitlab", 1)))
    assert host.work.trailers(landed) == BLOCK.splitlines()
    before, after = host.fetch()
    ran = host.ci.tool("note", "squashed", f"{before}..{after}")
    assert ran.stdout == "1 commit looked at, 1 squashed by a host: nothing to write\n"
    host.ci.tool("check", f"{before}..{after}", "--law", before)
    assert mined(host.ci) == dict.fromkeys(LESSONS, 1)


def test_the_pasted_text_passes_as_the_description_too(host: Host) -> None:
    host.open(B, A)
    (body := host.path.parent / "body.md").write_text(f"Why it matters.\n\n{BLOCK}")
    template = ("--template", "%{title}\n\n%{description}", "--body", str(body))
    assert checked(host.work, "gitlab", 0, *template).stdout.endswith("nothing to mend\n")
    assert checked(host.work, "github-title-body", 0, "--body", str(body)).stderr == ""


def test_github_hides_all_records_but_the_last(host: Host) -> None:
    host.open(B, A)
    ran = checked(host.work, "github", 0)
    assert "hides 3 lines of the records from git" in ran.stdout
    text = pasted(ran)
    assert text.startswith(f"{TITLE} (#12)\n\n* feat: add b\n\nIntent: let b be asked for\n")
    landed = host.squash(text)
    assert sorted(host.work.trailers(landed)) == sorted(BLOCK.splitlines())
    host.fetch()
    assert host.ci.tool("note", "squashed").stdout.endswith("nothing to write\n")
    assert mined(host.ci) == dict.fromkeys(LESSONS, 1)


def test_a_co_author_hides_them_all(host: Host) -> None:
    host.open(B)
    host.work.commit(A, {"a": "x\n"}, GIT_AUTHOR_NAME="Bob", GIT_AUTHOR_EMAIL="bob@example.invalid")
    ran = checked(host.work, "github", 1)
    landed = host.squash(pasted(ran))
    assert host.work.trailers(landed) == [
        *BLOCK.splitlines(), "Co-authored-by: Bob <bob@example.invalid>",
    ]  # fmt: skip


def test_what_was_not_pasted_is_kept_as_notes_and_counted_once(host: Host) -> None:
    host.open(B, A)
    landed = host.squash(f"{TITLE} (#12)\n")
    before, after = host.fetch()
    told = host.ci.tool("check", f"{before}..{after}", "--law", before)
    assert "warn  T001  Learning is missing" in told.stdout  # what a host left out is no error
    kept = host.ci.tool("note", "squashed", f"{before}..{after}")
    first, second = host.work.head("topic-12~1"), host.work.head("topic-12")
    assert (
        kept.stdout
        == f"""\
{landed[:12]} {TITLE} (#12)  from pull/12/head
  {first[:12]} feat: add b
    Intent: let b be asked for
    Context: three users asked for it
    Learning: an option that nobody can find is not there
  {second[:12]} fix: mend a
    Intent: make the fifth line right
    Context: a user read it aloud
    Learning: read aloud what people are to read
1 commit looked at, 1 squashed by a host: 2 lines written; share them: agentops-git sync
"""
    )
    passed = host.ci.tool("check", f"{before}..{after}", "--law", before)
    assert passed.stdout.endswith("nothing to mend\n")
    host.ci.tool("sync")
    other = host.another("other")
    other.tool("sync")
    assert mined(other) == mined(host.ci) == dict.fromkeys(LESSONS, 1)


def test_the_branch_that_was_squashed_counts_no_second_time(host: Host) -> None:
    host.open(B, A)
    host.squash(f"{TITLE} (#12)\n")
    host.fetch()
    host.ci.tool("note", "squashed")
    host.ci.git("merge", "--quiet", "--no-edit", "refs/pull/12/head")
    assert mined(host.ci) == dict.fromkeys(LESSONS, 1)
