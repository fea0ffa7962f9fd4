"""GitHub's events, each judged in a clone as actions/checkout makes it."""

import pytest

from tests.conftest import Repo
from tests.enforcement.ci.hosting import (
    NAME,
    ZEROS,
    Hosted,
    merge_group,
    payload,
    pull_request,
    push,
)
from tests.enforcement.conftest import record

pytestmark = pytest.mark.slow

MAIN = "refs/heads/main"


def topic(hosted: Hosted, *messages: str) -> str:
    """A pull request with these commits; its head."""
    hosted.ann.git("switch", "-q", "-c", "topic")
    for message in messages:
        hosted.ann.commit(message)
    hosted.push("HEAD:refs/pull/7/head")
    return hosted.ann.head()


def made_up_merge(hosted: Hosted, head: str) -> str:
    """What a host's pull request events check out."""
    hosted.ann.git("switch", "-q", "--detach", "main")
    hosted.ann.git("merge", "-q", "--no-ff", "-m", "Merge it", head)
    hosted.push("HEAD:refs/pull/7/merge")
    return hosted.ann.head()


def test_a_pull_request_is_judged_at_its_head_and_not_at_the_made_up_merge(hosted: Hosted) -> None:
    head = topic(hosted, record(), "sneaky")
    runner = hosted.runner(made_up_merge(hosted, head))
    done = runner.github("pull_request", pull_request(head), code=1)
    assert [line.split("%0A")[0] for line in done.stdout.splitlines()] == [
        f"::error title=T001 in {head[:12]} sneaky::Intent is missing",
        f"::error title=T001 in {head[:12]} sneaky::Context is missing",
        f"::error title=T001 in {head[:12]} sneaky::Learning is missing",
        f"::warning title=M001 in {head[:12]} sneaky::“sneaky” has no type: write it as "
        "type(scope): description",
    ]
    assert done.stderr.splitlines()[-1] == (
        f"agentops-git: main at {head[:12]}: 2 commits judged by "
        f"CONSTITUTION.md at {hosted.first[:12]}: 3 errors, 1 warning"
    )


@pytest.mark.slow
def test_a_lawful_one_passes(hosted: Hosted) -> None:
    head = topic(hosted, record())
    done = hosted.runner(head).github("pull_request", pull_request(head))
    assert done.stdout == ""
    assert "1 commit judged" in done.stderr


def test_a_pull_request_that_changes_the_law_is_judged_by_the_one_that_stands(
    hosted: Hosted,
) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.commit(
        "no more law", {"CONSTITUTION.md": "---\nagentops: 1\nrules: {T001: off}\n---\n"}
    )
    head = hosted.ann.head()
    hosted.push("HEAD:refs/pull/7/head")
    done = hosted.runner(head).github("pull_request_target", pull_request(head), code=1)
    assert "T001" in done.stdout


def test_with_the_base_checked_out_nothing_of_the_pull_request_gets_into_the_work_tree(
    hosted: Hosted,
) -> None:
    """pull_request_target: a workflow that the pull request can't have changed, with its rights."""
    hosted.ann.git("switch", "-q", "-c", "topic")
    files = {".gitattributes": "* filter=x diff=x\n", "conftest.py": "raise SystemExit\n"}
    head = hosted.ann.commit(record(), files)
    hosted.push("HEAD:refs/pull/7/head")
    runner = hosted.runner(hosted.first)
    for kind in ("smudge", "clean", "process", "textconv", "command"):
        runner.git("config", f"filter.x.{kind}", "touch pwned")
        runner.git("config", f"diff.x.{kind}", "touch pwned")
    done = runner.github("pull_request_target", pull_request(head))
    assert "1 commit judged" in done.stderr
    assert runner.git("status", "--porcelain") == ""
    assert runner.head() == hosted.first
    assert not (runner.path / "pwned").exists()


def test_a_push_to_main_is_judged_by_the_old_tip(hosted: Hosted) -> None:
    new = hosted.ann.commit("sneaky", {"CONSTITUTION.md": "gone"})
    hosted.push("main")
    done = hosted.runner(new).github("push", push(MAIN, hosted.first, new), code=1)
    assert "T001" in done.stdout
    assert f"by CONSTITUTION.md at {hosted.first[:12]}" in done.stderr


@pytest.mark.slow
def test_the_first_push_of_a_topic_brings_what_main_lacks(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.commit(record())
    new = hosted.ann.commit("sneaky")
    hosted.push("topic")
    done = hosted.runner(new).github("push", push("refs/heads/topic", ZEROS, new), code=1)
    assert "2 commits judged" in done.stderr


def test_the_merge_queue_is_judged_as_what_will_land(hosted: Hosted) -> None:
    """Its commit lands as it is: a host's merge that says nothing is no lawless commit of ours."""
    head = topic(hosted, record())
    queued = made_up_merge(hosted, head)
    queue = "refs/heads/gh-readonly-queue/main/pr-7-abc"
    hosted.push(f"{queued}:{queue}")
    event = merge_group((MAIN, hosted.first), (queue, queued))
    done = hosted.runner(queued).github("merge_group", event)
    assert "main at" in done.stderr
    assert "2 commits judged" in done.stderr


@pytest.mark.slow
def test_a_forced_push_of_a_topic_is_judged_by_what_it_brings(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    old = hosted.ann.commit("sneaky")
    hosted.push("topic")
    hosted.ann.git("reset", "-q", "--hard", "main")
    new = hosted.ann.commit(record())
    hosted.push("topic")
    done = hosted.runner(new).github("push", push("refs/heads/topic", old, new))
    assert "1 commit judged" in done.stderr


def rewritten(hosted: Hosted, message: str) -> tuple[str, str]:
    """main, moved to another commit: its old and its new tip."""
    old = hosted.ann.commit(record())
    hosted.push("main")
    hosted.ann.git("reset", "-q", "--hard", hosted.first)
    new = hosted.ann.commit(message, {"b.txt": "b"})
    hosted.push("main")
    return old, new


def test_a_forced_push_of_main_is_a_finding(hosted: Hosted) -> None:
    old, new = rewritten(hosted, record())
    done = hosted.runner(new).github("push", push(MAIN, old, new), code=1)
    assert "::error title=G016 " in done.stdout
    assert "T001" not in done.stdout


def test_so_is_one_whose_old_tip_is_gone(hosted: Hosted) -> None:
    """The host has collected it: what the law there was can't be told, but not even that helps."""
    old, new = rewritten(hosted, record())
    Repo(hosted.path).git("gc", "--quiet", "--prune=now")
    done = hosted.runner(new).github("push", push(MAIN, old, new), code=1)
    assert "::error title=G016 " in done.stdout


@pytest.mark.slow
def test_a_forced_push_of_a_topic_whose_old_tip_is_gone_is_none(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    new = hosted.ann.commit(record())
    hosted.push("topic")
    done = hosted.runner(new).github("push", push("refs/heads/topic", "d" * 40, new))
    assert "1 commit judged" in done.stderr


def test_the_first_push_of_all_is_advice(hosted: Hosted) -> None:
    """No law stood before it; the next push is judged."""
    done = hosted.runner(hosted.first).github("push", push(MAIN, ZEROS, hosted.first))
    assert "no constitution rules here" in done.stderr
    assert "2 commits judged" in done.stderr


def test_a_deleted_topic_is_nothing_and_a_deleted_protected_branch_is_a_finding(
    hosted: Hosted,
) -> None:
    law = "---\nagentops: 1\nextends: core\nprotected: [release/*]\n---\n"
    tip = hosted.ann.commit(record("chore: protect"), {"CONSTITUTION.md": law})
    hosted.push("main")
    runner = hosted.runner(tip)
    done = runner.github("push", push("refs/heads/topic", tip, ZEROS))
    assert "refs/heads/topic is deleted: there are no commits to judge" in done.stderr
    done = runner.github("push", push("refs/heads/release/1", tip, ZEROS), code=1)
    assert "::error title=G017 " in done.stdout


def test_a_tag_brings_what_the_default_branch_lacks(hosted: Hosted) -> None:
    hosted.ann.git("tag", "-a", "-m", "one", "v1")
    on_main = hosted.ann.head("v1")
    hosted.ann.git("switch", "-q", "--detach")
    hosted.ann.commit("sneaky")
    hosted.ann.git("tag", "v2")
    hosted.ann.git("tag", "tree", "HEAD^{tree}")
    hosted.push("--tags")
    runner = hosted.runner(hosted.first)
    done = runner.github("push", push("refs/tags/v1", ZEROS, on_main))
    assert "0 commits judged" in done.stderr
    done = runner.github("push", push("refs/tags/v2", ZEROS, hosted.ann.head("v2")), code=1)
    assert "T001" in done.stdout
    done = runner.github("push", push("refs/tags/tree", ZEROS, hosted.ann.head("tree")))
    assert "names no commit" in done.stderr


def test_a_schedule_on_main_judges_nothing_and_a_manual_run_on_a_topic_all_of_it(
    hosted: Hosted,
) -> None:
    env = {"GITHUB_REPOSITORY": NAME, "GITHUB_REF": MAIN, "GITHUB_SHA": hosted.first}
    done = hosted.runner(hosted.first).github("schedule", {"schedule": "0 5 * * 1"}, env=env)
    assert "refs/heads/main brings nothing that main does not hold" in done.stderr
    hosted.ann.git("switch", "-q", "-c", "topic")
    new = hosted.ann.commit("sneaky")
    hosted.push("topic")
    env |= {"GITHUB_REF": "refs/heads/topic", "GITHUB_SHA": new}
    done = hosted.runner(new).github(
        "workflow_dispatch", payload("workflow_dispatch"), code=1, env=env
    )
    assert "1 commit judged" in done.stderr


@pytest.mark.parametrize("name", ["--upload-pack=touch${IFS}pwned", "$(touch${IFS}pwned)", "-x"])
def test_a_hostile_branch_is_but_a_name(hosted: Hosted, name: str) -> None:
    hosted.push(f"HEAD:refs/heads/{name}")
    head = topic(hosted, record())
    runner = hosted.runner(head)
    done = runner.github("pull_request", pull_request(head, name))
    assert "1 commit judged" in done.stderr
    runner.github("push", push(f"refs/heads/{name}", hosted.first, head))
    assert not (runner.path / "pwned").exists()


def test_no_clone_and_no_host_is_one_line(hosted: Hosted) -> None:
    """Exit 3: the environment is wrong, and nothing was judged."""
    head = topic(hosted, record())
    runner = hosted.runner(head)
    gone = runner.github("pull_request", pull_request("e" * 40), code=3)
    assert gone.stdout == ""
    assert "refs/pull/7/head" not in gone.stderr
    assert f"the host has no commit {'e' * 40} any more" in gone.stderr
    no_base = runner.github("pull_request", pull_request(head, "nowhere"), code=3)
    assert "the host has no refs/heads/nowhere, which the CI event names" in no_base.stderr
    runner.git("remote", "set-url", "origin", "file:///nowhere.git")
    away = runner.github("pull_request", pull_request(head), code=3)
    assert away.stderr.startswith("agentops-git: could not fetch refs/heads/main from origin: ")
    assert len(away.stderr.splitlines()) == 1


def test_what_a_note_says_of_a_commit_counts_since_the_host_holds_it(hosted: Hosted) -> None:
    """In a clone of any depth, and of a head that is on no branch."""
    head = topic(hosted, "fix(a): mend\n\nIntent: mend it\nContext: it broke in the night\n")
    hosted.ann.tool("note", "add", head, "--learning", "a part wants a guard before it is used")
    lacking = hosted.runner(head).github("pull_request", pull_request(head), code=1)
    assert "Learning is missing" in lacking.stdout
    hosted.push("refs/notes/agentops/learnings")
    for depth in ("--depth=1", "--tags"):
        hosted.runner(head, depth).github("pull_request", pull_request(head))


@pytest.mark.slow
def test_notes_of_the_clone_are_never_overwritten(hosted: Hosted) -> None:
    head = topic(hosted, record())
    hosted.ann.tool("note", "add", head, "--learning", "one thing that was learned later on")
    hosted.push("refs/notes/agentops/learnings")
    runner = hosted.runner(head)
    runner.tool("note", "add", head, "--learning", "another thing that was learned later on")
    mine = runner.head("refs/notes/agentops/learnings")
    done = runner.github("pull_request", pull_request(head))
    assert "notes here differ from the host's, and judge; run: agentops-git sync" in done.stderr
    assert runner.head("refs/notes/agentops/learnings") == mine


@pytest.mark.slow
def test_a_merge_of_a_trusted_branch_brings_nothing_to_judge(hosted: Hosted) -> None:
    """In a clone that holds the head alone the trusted branch is brought from the host."""
    law = "---\nagentops: 1\nextends: core\ntrusted: [upstream/*]\n---\n"
    hosted.ann.commit(record("chore: trust"), {"CONSTITUTION.md": law})
    hosted.push("main")
    hosted.ann.git("switch", "-q", "-c", "upstream/main")
    hosted.ann.commit("theirs", {"theirs.c": "x"})
    hosted.push("HEAD:refs/heads/upstream/main", f"{hosted.first}:refs/heads/other")
    hosted.ann.git("switch", "-q", "-c", "topic", "main")
    hosted.ann.git("merge", "-q", "--no-ff", "-m", "Merge branch 'upstream/main' into topic", "-")
    hosted.push("HEAD:refs/pull/7/head")
    head = hosted.ann.head()
    for depth in ("--depth=1", "--tags"):
        done = hosted.runner(head, depth).github("pull_request", pull_request(head))
        assert "1 commit judged" in done.stderr
