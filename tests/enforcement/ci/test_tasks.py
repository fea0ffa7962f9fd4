"""Events read as tasks: pure, and held to their form."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from agentops_git.enforcement.ci import github, gitlab
from agentops_git.enforcement.ci.event import task_here
from agentops_git.enforcement.ci.task import Task
from agentops_git.errors import UsageError
from tests.enforcement.ci.hosting import (
    NAME,
    ZEROS,
    merge_group,
    merge_request,
    pipeline,
    pull_request,
    push,
)

OLD, NEW, MERGE = "a" * 40, "b" * 40, "c" * 40
MAIN = "refs/heads/main"


def of_github(event: str, payload: Mapping[str, object], **env: str) -> Task:
    return github.task_of({"GITHUB_EVENT_NAME": event, **env}, payload)


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target", "pull_request_review"])
def test_a_pull_request_proposes_its_head_to_its_base(event: str) -> None:
    task = of_github(event, pull_request(NEW, "release/1"), GITHUB_SHA=MERGE)
    assert task == Task(
        "proposal", "refs/heads/release/1", None, NEW, "refs/pull/7/head", "main", NAME
    )


def test_a_merge_group_is_an_update_of_its_base() -> None:
    queue = "refs/heads/gh-readonly-queue/main/pr-7-abc"
    payload = merge_group((MAIN, OLD), (queue, NEW))
    task = of_github("merge_group", payload, GITHUB_SHA=NEW, GITHUB_REF=queue)
    assert task == Task("update", MAIN, OLD, NEW, queue, "main", NAME)


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [(OLD, NEW, OLD, NEW), (ZEROS, NEW, None, NEW), (OLD, ZEROS, OLD, None)],
    ids=["push", "first push", "deletion"],
)
def test_a_push_moves_its_ref(before: str, after: str, old: str | None, new: str | None) -> None:
    for ref in ("refs/heads/topic", "refs/tags/v1"):
        task = of_github("push", push(ref, before, after))
        assert task == Task("update", ref, old, new, ref, "main", NAME)


@pytest.mark.parametrize("event", ["schedule", "workflow_dispatch", "issue_comment", "release"])
def test_all_else_is_a_ref_as_it_stands(event: str) -> None:
    """A schedule's payload names no repository; the environment does."""
    env = {"GITHUB_REF": MAIN, "GITHUB_SHA": NEW, "GITHUB_REPOSITORY": NAME}
    assert of_github(event, {}, **env) == Task("state", MAIN, None, NEW, MAIN, "", NAME)


def test_a_merge_request_is_judged_at_its_head() -> None:
    """Detached at CI_COMMIT_SHA; in merged results and trains that is a merge made by GitLab."""
    expected = Task("proposal", MAIN, None, NEW, "refs/merge-requests/7/head", "main", NAME)
    detached = merge_request(NEW, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="")
    assert gitlab.task_of(detached) == expected
    for kind in ("merged_result", "merge_train"):
        merged = merge_request(
            MERGE, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=NEW, CI_MERGE_REQUEST_EVENT_TYPE=kind
        )
        assert gitlab.task_of(merged) == expected


def test_a_merge_request_from_a_fork_is_judged_by_the_project_it_goes_to() -> None:
    """Its pipeline may run in the fork, whose variables name the fork's things."""
    task = gitlab.task_of(
        merge_request(
            NEW,
            CI_PROJECT_PATH="someone/fork",
            CI_MERGE_REQUEST_PROJECT_URL="https://gitlab.example.invalid/team/project",
        )
    )
    assert task.repository == NAME
    assert task.address == "https://gitlab.example.invalid/team/project.git"
    assert task.default == ""


def test_a_branch_pipeline_of_a_push_is_an_update() -> None:
    moved = pipeline("push", NEW, CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=OLD)
    assert gitlab.task_of(moved) == Task("update", MAIN, OLD, NEW, MAIN, "main", NAME)
    first = pipeline("push", NEW, CI_COMMIT_BRANCH="topic")
    topic = "refs/heads/topic"
    assert gitlab.task_of(first) == Task("update", topic, None, NEW, topic, "main", NAME)


def test_a_tag_pipeline_is_an_update_of_the_tag() -> None:
    task = gitlab.task_of(pipeline("push", NEW, CI_COMMIT_TAG="v1"))
    assert task == Task("update", "refs/tags/v1", None, NEW, "refs/tags/v1", "main", NAME)


@pytest.mark.parametrize("source", ["schedule", "web", "api", "trigger", "pipeline"])
def test_other_pipelines_look_at_the_branch_as_it_stands(source: str) -> None:
    task = gitlab.task_of(pipeline(source, NEW, CI_COMMIT_BRANCH="main"))
    assert task == Task("state", MAIN, None, NEW, MAIN, "main", NAME)


NAMES = [
    "a b", "a\nb", "a:refs/heads/main", "a..b", "*", "^main", "a~1", "a?", "[a]", "a\\b",
    "/main", "main/", "main.lock", "a.lock/b", "a//b", "a/.b", "main.", "x@{1}", "\x1b[31m", "",
    "x" * 2000,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_malformed_branch_becomes_part_of_a_refspec(name: str) -> None:
    with pytest.raises(UsageError, match=r"pull_request\.base\.ref is .* not the name of a branch"):
        of_github("pull_request", pull_request(NEW, name))
    with pytest.raises(UsageError, match="CI_COMMIT_BRANCH is"):
        gitlab.task_of(pipeline("push", NEW, CI_COMMIT_BRANCH=name))


@pytest.mark.parametrize("name", ["--upload-pack=touch pwned".replace(" ", "_"), "$(id)", "`id`"])
def test_names_that_only_look_like_options_or_shell_are_names(name: str) -> None:
    assert of_github("pull_request", pull_request(NEW, name)).ref == f"refs/heads/{name}"


@pytest.mark.parametrize(
    "oid", ["", "HEAD", "main", "abc", "--all", "A" * 40, "a" * 41, f"{NEW}\n"]
)
def test_no_malformed_id_is_asked_for(oid: str) -> None:
    with pytest.raises(UsageError, match=r"pull_request\.head\.sha is .* whole id of a commit"):
        of_github("pull_request", pull_request(oid))
    with pytest.raises(UsageError, match="the CI event is malformed: after is"):
        of_github("push", push(MAIN, OLD, oid))
    with pytest.raises(UsageError, match="CI_COMMIT_SHA is"):
        gitlab.task_of(pipeline("push", oid, CI_COMMIT_BRANCH="main"))


@pytest.mark.parametrize("url", ["", "ext::sh -c id", "file:///etc", "--upload-pack=id", "ssh://x"])
def test_no_event_chooses_another_transport(url: str) -> None:
    env = merge_request(NEW, CI_PROJECT_PATH="fork/x", CI_MERGE_REQUEST_PROJECT_URL=url)
    with pytest.raises(UsageError, match=r"is .* not an http"):
        gitlab.task_of(env)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(UsageError, match=r"the CI event lacks pull_request\.base\.ref;"):
        of_github("pull_request", {"pull_request": {"number": 1, "base": {}}})
    with pytest.raises(UsageError, match="the CI event lacks before;"):
        of_github("push", {"ref": MAIN})
    with pytest.raises(UsageError, match="GITHUB_REF is None"):
        of_github("schedule", {})
    with pytest.raises(UsageError, match=r"pull_request\.number is no number"):
        of_github("pull_request", {"pull_request": {"number": True}})
    with pytest.raises(UsageError, match="CI_MERGE_REQUEST_IID is no number"):
        gitlab.task_of({**merge_request(NEW), "CI_MERGE_REQUEST_IID": "7/../8"})


def test_outside_ci_it_says_so(tmp_path: Path) -> None:
    for host, name in (("github", "GITHUB_EVENT_PATH"), ("gitlab", "CI_PIPELINE_SOURCE")):
        with pytest.raises(UsageError, match=f"{name} is not set; outside"):
            task_here(host, {})  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="GITHUB_EVENT_NAME is not set; outside"):
        of_github("", {})


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "[" * 100_000, "\ufffe"])
def test_a_file_that_holds_no_event_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "event.json"
    path.write_text(text)
    env = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(path)}
    with pytest.raises(UsageError, match=r"GITHUB_EVENT_PATH: '.*' holds no"):
        task_here("github", env)
    with pytest.raises(UsageError, match="No such file"):
        task_here("github", {**env, "GITHUB_EVENT_PATH": str(tmp_path / "gone")})


def test_a_schedule_of_a_large_payload_is_read(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text(json.dumps({**push(MAIN, OLD, NEW), "commits": ["x" * 1_000_000]}))
    env = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(path)}
    assert task_here("github", env).new == NEW
