"""GitHub: the event's payload and the workflow's environment, read as a task."""

from collections.abc import Mapping

from agentops_git.enforcement.ci.task import Task
from agentops_git.enforcement.ci.values import (
    branch_ref,
    commit_id,
    inside,
    old_or_new,
    plain_name,
    ref_name,
)
from agentops_git.errors import UsageError

Event = Mapping[str, object]
Env = Mapping[str, str]


def task_of(env: Env, event: Event) -> Task:
    """What a workflow that ``event`` started has to judge; UsageError for a malformed event."""
    name = env.get("GITHUB_EVENT_NAME")
    if not name:
        raise UsageError("GITHUB_EVENT_NAME is not set; outside GitHub's CI name a RANGE instead")
    if "pull_request" in event:
        return _pull_request(env, event)
    if name == "merge_group":
        return _merge_group(env, event)
    return _push(env, event) if name == "push" else _state(env, event)


def _pull_request(env: Env, event: Event) -> Task:
    """Judged at its head: what GITHUB_SHA names is a merge that the host made up."""
    number = inside(event, "pull_request.number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UsageError("the CI event is malformed: pull_request.number is no number")
    return Task(
        "proposal",
        branch_ref(inside(event, "pull_request.base.ref"), "pull_request.base.ref"),
        None,
        commit_id(inside(event, "pull_request.head.sha"), "pull_request.head.sha"),
        f"refs/pull/{number}/head",
        *_repository(env, event),
    )


def _merge_group(env: Env, event: Event) -> Task:
    """The queue's commit is what will land, on top of those that are before it in the queue."""
    head = "merge_group.head_ref"
    return Task(
        "update",
        ref_name(inside(event, "merge_group.base_ref"), "merge_group.base_ref"),
        commit_id(inside(event, "merge_group.base_sha"), "merge_group.base_sha"),
        commit_id(inside(event, "merge_group.head_sha"), "merge_group.head_sha"),
        ref_name(inside(event, head), head),
        *_repository(env, event),
    )


def _push(env: Env, event: Event) -> Task:
    ref = ref_name(inside(event, "ref"), "ref")
    old = old_or_new(inside(event, "before"), "before")
    new = old_or_new(inside(event, "after"), "after")
    return Task("update", ref, old, new, ref, *_repository(env, event))


def _state(env: Env, event: Event) -> Task:
    """A schedule, a manual run and all else: a ref as it stands."""
    ref = ref_name(env.get("GITHUB_REF"), "GITHUB_REF")
    new = commit_id(env.get("GITHUB_SHA"), "GITHUB_SHA")
    return Task("state", ref, None, new, ref, *_repository(env, event))


def _repository(env: Env, event: Event) -> tuple[str, str]:
    """The default branch and the repository's name; schedules carry no repository."""
    if "repository" not in event:
        return "", plain_name(env.get("GITHUB_REPOSITORY"), "GITHUB_REPOSITORY")
    branch = inside(event, "repository.default_branch")
    branch_ref(branch, "repository.default_branch")
    name = plain_name(inside(event, "repository.full_name"), "repository.full_name")
    return str(branch), name
