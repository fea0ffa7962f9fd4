"""The event of the job that runs here, off its environment and the files that this names."""

from collections.abc import Mapping

from agentops_git.enforcement.ci import github, gitlab
from agentops_git.enforcement.ci.task import CiHost, Task
from agentops_git.errors import UsageError

LARGEST = 32 << 20  # bytes; hosts drop larger payloads than 25 MiB


def task_here(host: CiHost, env: Mapping[str, str]) -> Task:
    """What this job has to judge; UsageError where its event is missing or malformed."""
    if host == "gitlab":
        return gitlab.task_of(env)
    return github.task_of(env, _payload(env))


def _payload(env: Mapping[str, str]) -> Mapping[str, object]:
    import json

    path = env.get("GITHUB_EVENT_PATH")
    if not path:
        raise UsageError("GITHUB_EVENT_PATH is not set; outside GitHub's CI name a RANGE instead")
    try:
        with open(path, "rb") as file:
            event = json.loads(file.read(LARGEST))
    except OSError as error:
        raise UsageError(f"GITHUB_EVENT_PATH: {path!r}: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"GITHUB_EVENT_PATH: {path!r} holds no JSON") from None
    if not isinstance(event, dict):
        raise UsageError(f"GITHUB_EVENT_PATH: {path!r} holds no event")
    return event
