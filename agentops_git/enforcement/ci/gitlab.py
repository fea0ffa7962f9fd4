"""GitLab: the pipeline's predefined variables, read as a task."""

from collections.abc import Mapping

from agentops_git.enforcement.ci.task import ORIGIN, Task
from agentops_git.enforcement.ci.values import (
    branch_ref,
    commit_id,
    old_or_new,
    plain_name,
    ref_name,
    web_address,
)
from agentops_git.errors import UsageError

Env = Mapping[str, str]


def task_of(env: Env) -> Task:
    """What a pipeline has to judge; UsageError where its variables are missing or malformed."""
    if not env.get("CI_PIPELINE_SOURCE"):
        raise UsageError("CI_PIPELINE_SOURCE is not set; outside GitLab's CI name a RANGE instead")
    if env.get("CI_MERGE_REQUEST_IID"):
        return _merge_request(env)
    return _branch_or_tag(env)


def _merge_request(env: Env) -> Task:
    """Judged at its head: in merged results and merge trains CI_COMMIT_SHA is a made-up merge."""
    number = env["CI_MERGE_REQUEST_IID"]
    if not (number.isascii() and number.isdigit()):
        raise UsageError("CI_MERGE_REQUEST_IID is no number")
    head = "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"
    if not env.get(head):  # empty where the pipeline runs at the head itself
        head = "CI_COMMIT_SHA"
    target = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    default, repository, address = _target_project(env)
    return Task(
        "proposal",
        branch_ref(env.get(target), target),
        None,
        commit_id(env.get(head), head),
        f"refs/merge-requests/{number}/head",
        default,
        repository,
        address,
    )


def _target_project(env: Env) -> tuple[str, str, str]:
    """The project that a merge request goes to; its pipeline may run in the fork."""
    here, target = env.get("CI_PROJECT_PATH"), env.get("CI_MERGE_REQUEST_PROJECT_PATH")
    if target in (None, "", here):
        return (*_project(env), ORIGIN)
    url = "CI_MERGE_REQUEST_PROJECT_URL"
    name = plain_name(target, "CI_MERGE_REQUEST_PROJECT_PATH")
    return "", name, f"{web_address(env.get(url), url)}.git"


def _branch_or_tag(env: Env) -> Task:
    tag, branch = env.get("CI_COMMIT_TAG"), env.get("CI_COMMIT_BRANCH")
    if tag:
        ref = ref_name(f"refs/tags/{tag}", "CI_COMMIT_TAG")
    else:
        ref = branch_ref(branch, "CI_COMMIT_BRANCH")
    new = commit_id(env.get("CI_COMMIT_SHA"), "CI_COMMIT_SHA")
    old = old_or_new(env.get("CI_COMMIT_BEFORE_SHA") or "0" * 40, "CI_COMMIT_BEFORE_SHA")
    pushed = env["CI_PIPELINE_SOURCE"] == "push"
    return Task("update" if pushed or old else "state", ref, old, new, ref, *_project(env))


def _project(env: Env) -> tuple[str, str]:
    branch_ref(env.get("CI_DEFAULT_BRANCH"), "CI_DEFAULT_BRANCH")
    return env["CI_DEFAULT_BRANCH"], plain_name(env.get("CI_PROJECT_PATH"), "CI_PROJECT_PATH")
