"""GitLab's pipelines, each judged in a clone as its runner makes it."""

import json

import pytest

from tests.conftest import run
from tests.enforcement.ci.hosting import Hosted, merge_request, pipeline
from tests.enforcement.conftest import record


def proposed(hosted: Hosted, *messages: str) -> str:
    """A merge request with these commits; its head."""
    hosted.ann.git("switch", "-q", "-c", "topic")
    for message in messages:
        hosted.ann.commit(message)
    hosted.push("HEAD:refs/merge-requests/7/head")
    return hosted.ann.head()


def test_a_merge_request_is_judged_and_its_report_written(hosted: Hosted) -> None:
    head = proposed(hosted, record(), "sneaky")
    runner = hosted.runner(head)
    done = runner.gitlab(merge_request(head), "--code-quality", "out/quality.json", code=1)
    assert "error T001  Intent is missing" in done.stdout
    assert "2 commits judged" in done.stderr
    rows = json.loads((runner.path / "out" / "quality.json").read_text())
    assert {row["check_name"] for row in rows} == {"M001", "T001"}


def test_merged_results_are_judged_at_the_head_of_the_source(hosted: Hosted) -> None:
    head = proposed(hosted, record())
    hosted.ann.git("switch", "-q", "--detach", "main")
    hosted.ann.git("merge", "-q", "--no-ff", "-m", "made up", head)
    hosted.push("HEAD:refs/merge-requests/7/merge")
    env = merge_request(
        hosted.ann.head(),
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=head,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=hosted.first,
        CI_MERGE_REQUEST_EVENT_TYPE="merged_result",
    )
    done = hosted.runner(hosted.ann.head()).gitlab(env)
    assert done.stderr.endswith("0 errors, 0 warnings\n")
    assert f"main at {head[:12]}: 1 commit judged" in done.stderr


def test_a_pipeline_in_a_fork_is_judged_by_the_project_that_takes_it(hosted: Hosted) -> None:
    """The fork's own main may hold any law."""
    head = proposed(hosted, "sneaky")
    fork = hosted.folder / "fork.git"
    run("git", "clone", "-q", "--bare", hosted.path, fork, cwd=hosted.folder)
    hosted.ann.git("switch", "-q", "main")
    lawless = "---\nagentops: 1\nrules: {T001: off}\n---\n"
    hosted.ann.commit(record(), {"CONSTITUTION.md": lawless})
    hosted.ann.git("push", "-q", "--no-verify", str(fork), "main")
    runner = hosted.runner(head)
    runner.git("remote", "set-url", "origin", f"file://{fork}")
    url = "https://gitlab.example.invalid/team/project"
    runner.git("config", f"url.{hosted.url}.insteadOf", f"{url}.git")
    env = merge_request(head, CI_PROJECT_PATH="someone/fork", CI_MERGE_REQUEST_PROJECT_URL=url)
    done = runner.gitlab(env, code=1)
    assert "error T001" in done.stdout


def test_a_push_to_main_is_judged_by_the_old_tip(hosted: Hosted) -> None:
    new = hosted.ann.commit("sneaky", {"CONSTITUTION.md": "gone"})
    hosted.push("main")
    env = pipeline("push", new, CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=hosted.first)
    done = hosted.runner(new).gitlab(env, code=1)
    assert f"by CONSTITUTION.md at {hosted.first[:12]}" in done.stderr


@pytest.mark.slow
def test_a_new_branch_and_a_manual_pipeline_of_it_bring_what_main_lacks(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    new = hosted.ann.commit("sneaky")
    hosted.push("topic")
    for source in ("push", "web"):
        env = pipeline(source, new, CI_COMMIT_BRANCH="topic")
        assert "1 commit judged" in hosted.runner(new).gitlab(env, code=1).stderr


@pytest.mark.slow
def test_a_schedule_on_main_judges_nothing(hosted: Hosted) -> None:
    env = pipeline("schedule", hosted.first, CI_COMMIT_BRANCH="main")
    done = hosted.runner(hosted.first).gitlab(env)
    assert "refs/heads/main brings nothing that main does not hold" in done.stderr
